package dev.scholium.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Whether one system is more accurate than another on other rows <em>and</em> with other seeds: the multi-bootstrap,
 * with seeds paired.
 *
 * <p>Each resample draws rows with replacement, the same for both systems and all seeds, and one seed fewer than there
 * are, also with replacement: with so many the variance over seeds is estimated without bias, where as many as there
 * are would make it too small by a share of {@code 1 / seeds}. What varies by row and seed together is counted with
 * both, so that the test errs on the careful side. The interval is the percentile interval, the p-value twice the
 * smaller share of resampled differences on either side of 0, with one added to both counts.
 *
 * @param difference mean over the seeds of the first's accuracy minus the second's
 * @param ci 95 % interval of the difference
 * @param pValue two-sided, in {@code (0, 1]}
 * @param pValueHolm the same, corrected by Holm over all systems on this split
 * @param verdict {@code significantly better}, {@code significantly worse} or {@code not significant}, by
 *     {@code pValueHolm} at 5 %
 * @param test {@value #TEST}
 * @param seeds how many seeds both were trained with, at least 2
 * @param resamples how many sets were drawn
 * @see <a href="https://arxiv.org/abs/2106.16163">Sellam et al. 2022, section 3: the multi-bootstrap</a>
 * @see <a href="https://doi.org/10.1080/01621459.1988.10478591">Rao and Wu 1988: one fewer than there are</a>
 */
public record SeedsAndRows(
        double difference,
        ConfidenceInterval ci,
        double pValue,
        double pValueHolm,
        String verdict,
        String test,
        int seeds,
        int resamples) {

    /** The test's name in files. */
    public static final String TEST = "multi-bootstrap";

    /** Resamples of every comparison in Scholium's files. */
    public static final int RESAMPLES = 10_000;

    /** Seed of the draws of every comparison in Scholium's files. */
    public static final long SEED = 1;

    /**
     * Compares two systems over their seeds.
     *
     * @param differences for each seed, in the order of the rows: 1 where the first alone was right, -1 where the
     *     second alone was, else 0
     * @param resamples how many sets to draw, at least 100
     * @param seed of the draws
     * @return the comparison, not corrected for others
     * @throws IllegalArgumentException if there are fewer than two seeds or no rows, or their numbers of rows differ
     */
    public static SeedsAndRows of(List<int[]> differences, int resamples, long seed) {
        int rows = differences.isEmpty() ? 0 : differences.get(0).length;
        if (differences.size() < 2
                || rows == 0
                || resamples < 100
                || differences.stream().anyMatch(ofSeed -> ofSeed.length != rows)) {
            throw new IllegalArgumentException("a multi-bootstrap needs two or more seeds, the same rows in each and at"
                    + " least 100 resamples, but has "
                    + differences.stream().map(ofSeed -> ofSeed.length).toList() + " rows and " + resamples
                    + " resamples");
        }
        int[][] bySeed = differences.toArray(int[][]::new);
        long[] seeds = new SplittableRandom(seed).longs(resamples).toArray();
        double[] resampled = IntStream.range(0, resamples)
                .parallel()
                .mapToDouble(number -> resample(bySeed, rows, new SplittableRandom(seeds[number])))
                .sorted()
                .toArray();
        double observed = differences.stream()
                        .mapToLong(ofSeed -> Arrays.stream(ofSeed).sum())
                        .sum()
                / (double) rows
                / bySeed.length;
        long notAbove =
                Arrays.stream(resampled).filter(difference -> difference <= 0).count();
        long notBelow =
                Arrays.stream(resampled).filter(difference -> difference >= 0).count();
        double pValue = Math.min(1, 2 * (Math.min(notAbove, notBelow) + 1.0) / (resamples + 1.0));
        return new SeedsAndRows(
                observed,
                PairedBootstrap.percentiles(resampled),
                pValue,
                pValue,
                Comparison.verdict(pValue, observed),
                TEST,
                bySeed.length,
                resamples);
    }

    private static double resample(int[][] bySeed, int rows, SplittableRandom random) {
        int[][] drawn = new int[bySeed.length - 1][];
        Arrays.setAll(drawn, i -> bySeed[random.nextInt(bySeed.length)]);
        long sum = 0;
        for (int i = 0; i < rows; i++) {
            int row = random.nextInt(rows);
            for (int[] ofSeed : drawn) {
                sum += ofSeed[row];
            }
        }
        return (double) sum / rows / drawn.length;
    }

    /** The same with a corrected p-value, and the verdict that follows from it. */
    SeedsAndRows withCorrected(double corrected) {
        return new SeedsAndRows(
                difference, ci, pValue, corrected, Comparison.verdict(corrected, difference), test, seeds, resamples);
    }
}
