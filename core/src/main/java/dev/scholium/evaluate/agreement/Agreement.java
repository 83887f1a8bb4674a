package dev.scholium.evaluate.agreement;

import dev.scholium.evaluate.ConfidenceInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One figure of agreement with its interval.
 *
 * @param measure which figure
 * @param value at most 1
 * @param ci 95 % interval over rows drawn with replacement; empty where too few resamples have the figure
 * @param rows how many rows have two ratings or more
 * @param ratings how many ratings these rows have
 */
public record Agreement(
        AgreementMeasure measure, double value, Optional<ConfidenceInterval> ci, int rows, int ratings) {

    /**
     * Computes all figures that are defined.
     *
     * @param table ratings
     * @param bootstrap draws of the table's rows
     * @return in the order of {@link AgreementMeasure}; empty if no row was rated twice
     */
    public static List<Agreement> of(RatingTable table, RowBootstrap bootstrap) {
        List<Agreement> figures = new ArrayList<>();
        for (AgreementMeasure measure : AgreementMeasure.values()) {
            of(measure, table, bootstrap).ifPresent(figures::add);
        }
        return figures;
    }

    /**
     * Computes one figure.
     *
     * @param measure which
     * @param table ratings
     * @param bootstrap draws of the table's rows
     * @return the figure; empty where it is not defined
     */
    public static Optional<Agreement> of(AgreementMeasure measure, RatingTable table, RowBootstrap bootstrap) {
        double value = measure.figure().of(table);
        if (Double.isNaN(value)) {
            return Optional.empty();
        }
        return Optional.of(new Agreement(
                measure,
                value,
                bootstrap.interval(rows -> measure.figure().of(table.drawn(rows))),
                table.pairableRows(),
                table.pairable()));
    }
}
