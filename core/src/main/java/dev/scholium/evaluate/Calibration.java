package dev.scholium.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Whether a student is as often right as its probabilities say: a reliability diagram and the expected calibration
 * error.
 *
 * <p>Rows fall into ten bins of equal width by the probability of their most probable label. The error is the mean over
 * rows of the distance between a bin's mean probability and its share of right labels. It is above 0 for finitely many
 * rows even where a student is calibrated, and resampled rows add as much again. The interval is therefore the basic
 * bootstrap's, which takes that off: from the error it goes down as far as resampled errors go up, not below 0, and up
 * as far as they go down.
 *
 * @param bins those with rows, from the lowest probability on
 * @param error expected calibration error, a fraction of 1
 * @param interval its 95 % interval over resampled rows: the basic bootstrap's, at least 0
 * @param rows how many rows
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al. 2017, section 2</a>
 * @see <a href="https://doi.org/10.1017/CBO9780511802843">Davison and Hinkley 1997, section 5.2: the basic
 *     bootstrap</a>
 */
public record Calibration(List<Bin> bins, double error, ConfidenceInterval interval, int rows) {

    private static final int BINS = 10;
    private static final int RESAMPLES = 1000;

    /** Copies. */
    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * The rows of one bin.
     *
     * @param low least probability in it, a multiple of 0.1
     * @param rows how many, at least 1
     * @param probability their mean probability
     * @param accuracy share whose most probable label is right
     */
    public record Bin(double low, int rows, double probability, double accuracy) {}

    /**
     * Bins rows.
     *
     * @param probabilities of each row's most probable label, in {@code [0, 1]}
     * @param right whether that label is the gold label, in the same order
     * @param seed of the resampling
     * @return bins and error
     * @throws IllegalArgumentException if there is no row, or not as many of both
     */
    public static Calibration of(List<Double> probabilities, List<Boolean> right, long seed) {
        int rows = probabilities.size();
        if (rows == 0 || rows != right.size()) {
            throw new IllegalArgumentException("calibration needs a probability and a verdict of each row, but has "
                    + rows + " and " + right.size());
        }
        Sums all = new Sums();
        for (int row = 0; row < rows; row++) {
            all.add(probabilities.get(row), right.get(row));
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] errors = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            Sums drawn = new Sums();
            for (int j = 0; j < rows; j++) {
                int row = random.nextInt(rows);
                drawn.add(probabilities.get(row), right.get(row));
            }
            errors[i] = drawn.error();
        }
        Arrays.sort(errors);
        return new Calibration(all.bins(), all.error(), basic(all.error(), PairedBootstrap.percentiles(errors)), rows);
    }

    /** Percentiles of the resampled errors turned over about the error; never wholly below it. */
    private static ConfidenceInterval basic(double error, ConfidenceInterval resampled) {
        return new ConfidenceInterval(
                Math.max(0, 2 * error - resampled.high()),
                Math.max(error, 2 * error - resampled.low()),
                resampled.level());
    }

    private static final class Sums {
        private final int[] rows = new int[BINS];
        private final int[] right = new int[BINS];
        private final double[] probability = new double[BINS];

        void add(double sure, boolean isRight) {
            int bin = Math.min(BINS - 1, (int) (sure * BINS));
            rows[bin]++;
            right[bin] += isRight ? 1 : 0;
            probability[bin] += sure;
        }

        double error() {
            double distance = 0;
            int all = 0;
            for (int bin = 0; bin < BINS; bin++) {
                distance += Math.abs(probability[bin] - right[bin]);
                all += rows[bin];
            }
            return distance / all;
        }

        List<Bin> bins() {
            List<Bin> bins = new ArrayList<>();
            for (int bin = 0; bin < BINS; bin++) {
                if (rows[bin] > 0) {
                    bins.add(new Bin(
                            bin / (double) BINS,
                            rows[bin],
                            probability[bin] / rows[bin],
                            right[bin] / (double) rows[bin]));
                }
            }
            return bins;
        }
    }
}
