package dev.scholium.pilot;

import dev.scholium.evaluate.BootstrapInterval;
import dev.scholium.evaluate.ConfidenceInterval;
import java.util.Arrays;

/**
 * A figure that every row has.
 *
 * @param mean over the rows
 * @param meanCi its interval by the bootstrap
 * @param median over the rows
 * @param medianCi its interval by the bootstrap
 */
public record Average(double mean, ConfidenceInterval meanCi, double median, ConfidenceInterval medianCi) {

    static final int RESAMPLES = 2000;

    /**
     * The averages of some values.
     *
     * @param values one a row, at least one
     * @param seed of the bootstrap
     * @return mean and median
     */
    public static Average of(double[] values, long seed) {
        return new Average(
                Arrays.stream(values).average().orElseThrow(),
                BootstrapInterval.ofMean(values, RESAMPLES, seed),
                BootstrapInterval.median(values),
                BootstrapInterval.ofMedian(values, RESAMPLES, seed));
    }

    /**
     * The averages of so many times the values.
     *
     * @param factor at least 0
     * @return the same, multiplied
     */
    public Average times(double factor) {
        return new Average(mean * factor, times(meanCi, factor), median * factor, times(medianCi, factor));
    }

    private static ConfidenceInterval times(ConfidenceInterval interval, double factor) {
        return new ConfidenceInterval(interval.low() * factor, interval.high() * factor, interval.level());
    }
}
