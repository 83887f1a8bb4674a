package dev.scholium.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How much the difference of two systems' scores would vary on other rows of the same kind: rows are drawn with
 * replacement, the same ones for both.
 *
 * <p>The interval is the percentile interval. The p-value is two-sided: the share of resampled differences that lie at
 * least as far from their own mean as the observed difference lies from 0, with one added on both sides, as sacreBLEU
 * has it. The result depends on rows, number of resamples and seed alone, not on the number of threads.
 *
 * @param difference score of the first minus score of the second, on all rows
 * @param interval 95 % interval of the difference
 * @param pValue in {@code (0, 1]}
 * @param resamples how many sets were drawn
 * @param seed of the draws
 * @see <a href="https://aclanthology.org/W04-3250">Koehn 2004</a>
 * @see <a href="https://aclanthology.org/W05-0908">Riezler and Maxwell 2005, section 4.2</a>
 */
public record PairedBootstrap(double difference, ConfidenceInterval interval, double pValue, int resamples, long seed) {

    /** Resamples where nobody asked for another number. */
    public static final int RESAMPLES = 10_000;

    /**
     * Compares two systems.
     *
     * @param a the first system's rows
     * @param b the second's, the same rows in the same order
     * @param resamples how many sets to draw, at least 100
     * @param seed of the draws
     * @return the comparison
     * @throws IllegalArgumentException if the systems do not have equally many rows, or there are none
     */
    public static PairedBootstrap of(RowNumbers a, RowNumbers b, int resamples, long seed) {
        if (a.rows() != b.rows() || a.rows() == 0 || resamples < 100) {
            throw new IllegalArgumentException("a paired bootstrap needs equally many rows and at least 100 resamples,"
                    + " but has " + a.rows() + ", " + b.rows() + " and " + resamples);
        }
        double[] differences = resampled(resamples, seed, random -> difference(a, b, random));
        double observed = a.total() - b.total();
        double mean = Arrays.stream(differences).average().orElseThrow();
        long asFar = Arrays.stream(differences)
                .filter(difference -> Math.abs(difference - mean) >= Math.abs(observed))
                .count();
        Arrays.sort(differences);
        double pValue = (asFar + 1.0) / (resamples + 1.0);
        return new PairedBootstrap(observed, percentiles(differences), pValue, resamples, seed);
    }

    /**
     * The interval between the outer percentiles of resampled figures.
     *
     * @param sorted figures, ascending, at least one
     * @return an interval at {@link ConfidenceInterval#LEVEL}
     */
    public static ConfidenceInterval percentiles(double[] sorted) {
        double tail = (1 - ConfidenceInterval.LEVEL) / 2;
        return new ConfidenceInterval(quantile(sorted, tail), quantile(sorted, 1 - tail), ConfidenceInterval.LEVEL);
    }

    /** A figure of each resample, in order, by all cores. */
    static double[] resampled(int resamples, long seed, ToDoubleFunction<SplittableRandom> figure) {
        // a seed drawn for each resample: seeds that lie one increment apart would give one stream, moved by one draw
        long[] seeds = new SplittableRandom(seed).longs(resamples).toArray();
        return IntStream.range(0, resamples)
                .parallel()
                .mapToDouble(number -> figure.applyAsDouble(new SplittableRandom(seeds[number])))
                .toArray();
    }

    private static double difference(RowNumbers a, RowNumbers b, SplittableRandom random) {
        long[] sumsOfA = new long[a.score().width()];
        long[] sumsOfB = new long[b.score().width()];
        int rows = a.rows();
        for (int i = 0; i < rows; i++) {
            int row = random.nextInt(rows);
            a.addTo(sumsOfA, row);
            b.addTo(sumsOfB, row);
        }
        return a.score().score(sumsOfA) - b.score().score(sumsOfB);
    }

    /** Linear between order statistics: type 7 of Hyndman and Fan 1996, the default of R and NumPy. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
