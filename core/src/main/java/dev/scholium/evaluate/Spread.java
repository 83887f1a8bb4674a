package dev.scholium.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mean and spread of one figure over the seeds of a system.
 *
 * <p>The interval is Student's t interval of the mean: what other seeds would give on these same rows. It knows nothing
 * of other rows, as {@link SeedsAndRows} does; with two seeds it reaches 12.7 times half their distance to either side.
 * It is not cut to the range of the figure. Equal values have none: they say nothing of what other seeds give.
 *
 * @param mean over the seeds
 * @param sd sample standard deviation (divisor n - 1); null with one seed
 * @param ci 95 % interval of the mean over seeds, Student's t with n - 1 degrees of freedom; null with one seed, and
 *     where all seeds gave the same
 * @see <a href="https://doi.org/10.1093/biomet/6.1.1">Student 1908</a>
 */
public record Spread(
        double mean, @Nullable Double sd, @Nullable ConfidenceInterval ci) {

    /**
     * The spread of some values.
     *
     * @param values one a seed, at least one
     * @return their mean, and with two or more their deviation and interval
     */
    static Spread of(List<Double> values) {
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        if (values.size() < 2) {
            return new Spread(mean, null, null);
        }
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        double sd = Math.sqrt(squares / (values.size() - 1));
        boolean equal = values.stream().distinct().count() == 1;
        return new Spread(mean, sd, equal ? null : StudentDistribution.interval(mean, sd, values.size()));
    }
}
