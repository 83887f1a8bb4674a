package dev.scholium.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How much a mean difference over seeds would vary on other rows and with other seeds, with seeds paired.
 *
 * <p>Each resample draws rows with replacement, the same for both systems and all seeds, and one seed fewer than there
 * are, also with replacement: with so many the variance over seeds is estimated without bias, where as many as there
 * are would make it too small by a share of {@code 1 / seeds}. What varies by row and seed together is counted with
 * both. That a variance of two or three seeds is itself known badly is counted nowhere: see {@link SeedsAndRows}.
 *
 * @param ci percentile interval of the difference at 95 %
 * @param deviation standard deviation of the resampled differences
 * @param pValue two-sided: twice the smaller share of resampled differences on either side of 0, with one added to both
 *     counts, in {@code (0, 1]}
 * @see <a href="https://arxiv.org/abs/2106.16163">Sellam et al. 2022, section 3: the multi-bootstrap</a>
 * @see <a href="https://doi.org/10.1080/01621459.1988.10478591">Rao and Wu 1988: one fewer than there are</a>
 */
record MultiBootstrap(ConfidenceInterval ci, double deviation, double pValue) {

    /**
     * Resamples seeds and rows.
     *
     * @param differences for each seed, in the order of the rows: 1 where the first alone was right, -1 where the
     *     second alone was, else 0; two seeds or more, the same rows in each
     * @param resamples how many sets to draw
     * @param seed of the draws
     * @return what they say of the mean difference
     */
    static MultiBootstrap of(List<int[]> differences, int resamples, long seed) {
        int[][] bySeed = differences.toArray(int[][]::new);
        long[] seeds = new SplittableRandom(seed).longs(resamples).toArray();
        double[] resampled = IntStream.range(0, resamples)
                .parallel()
                .mapToDouble(number -> resample(bySeed, new SplittableRandom(seeds[number])))
                .sorted()
                .toArray();
        long notAbove =
                Arrays.stream(resampled).filter(difference -> difference <= 0).count();
        long notBelow =
                Arrays.stream(resampled).filter(difference -> difference >= 0).count();
        double mean = Arrays.stream(resampled).average().orElseThrow();
        double squares = Arrays.stream(resampled)
                .map(difference -> (difference - mean) * (difference - mean))
                .sum();
        return new MultiBootstrap(
                PairedBootstrap.percentiles(resampled),
                Math.sqrt(squares / (resamples - 1)),
                Math.min(1, 2 * (Math.min(notAbove, notBelow) + 1.0) / (resamples + 1.0)));
    }

    private static double resample(int[][] bySeed, SplittableRandom random) {
        int[][] drawn = new int[bySeed.length - 1][];
        Arrays.setAll(drawn, i -> bySeed[random.nextInt(bySeed.length)]);
        int rows = bySeed[0].length;
        long sum = 0;
        for (int i = 0; i < rows; i++) {
            int row = random.nextInt(rows);
            for (int[] ofSeed : drawn) {
                sum += ofSeed[row];
            }
        }
        return (double) sum / rows / drawn.length;
    }
}
