package dev.scholium.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The percentile interval of a figure of some values, from values drawn with replacement.
 *
 * @see <a href="https://doi.org/10.1201/9780429246593">Efron and Tibshirani 1993, section 13.3</a>
 */
public final class BootstrapInterval {

    private BootstrapInterval() {}

    /**
     * The interval of a mean.
     *
     * @param values at least one
     * @param resamples how many sets are drawn, at least 100
     * @param seed of the draws
     * @return an interval at {@link ConfidenceInterval#LEVEL}
     * @throws IllegalArgumentException if there are no values, or too few resamples
     */
    public static ConfidenceInterval ofMean(double[] values, int resamples, long seed) {
        return of(values, drawn -> Arrays.stream(drawn).average().orElseThrow(), resamples, seed);
    }

    /**
     * The interval of a median.
     *
     * @param values at least one
     * @param resamples how many sets are drawn, at least 100
     * @param seed of the draws
     * @return an interval at {@link ConfidenceInterval#LEVEL}
     * @throws IllegalArgumentException if there are no values, or too few resamples
     */
    public static ConfidenceInterval ofMedian(double[] values, int resamples, long seed) {
        return of(values, BootstrapInterval::median, resamples, seed);
    }

    /**
     * The interval of a system's score on other rows of the same kind, as sacreBLEU's {@code --confidence} has it.
     *
     * @param rows the system's, at least one
     * @param resamples how many sets are drawn, at least 100
     * @param seed of the draws; the result does not depend on the number of threads
     * @return an interval at {@link ConfidenceInterval#LEVEL}
     * @throws IllegalArgumentException if there are no rows, or too few resamples
     */
    public static ConfidenceInterval ofScore(RowNumbers rows, int resamples, long seed) {
        if (rows.rows() == 0 || resamples < 100) {
            throw new IllegalArgumentException(
                    "a bootstrap needs rows and at least 100 resamples, but has " + rows.rows() + " and " + resamples);
        }
        double[] scores = PairedBootstrap.resampled(resamples, seed, rows::resampled);
        Arrays.sort(scores);
        return PairedBootstrap.percentiles(scores);
    }

    /**
     * The middle of some values.
     *
     * @param values at least one; their order is kept
     * @return the middle one, or the mean of the two in the middle
     */
    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static ConfidenceInterval of(double[] values, ToDoubleFunction<double[]> figure, int resamples, long seed) {
        if (values.length == 0 || resamples < 100) {
            throw new IllegalArgumentException("a bootstrap needs values and at least 100 resamples, but has "
                    + values.length + " and " + resamples);
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] figures = new double[resamples];
        double[] drawn = new double[values.length];
        for (int i = 0; i < resamples; i++) {
            for (int j = 0; j < drawn.length; j++) {
                drawn[j] = values[random.nextInt(values.length)];
            }
            figures[i] = figure.applyAsDouble(drawn);
        }
        Arrays.sort(figures);
        return PairedBootstrap.percentiles(figures);
    }
}
