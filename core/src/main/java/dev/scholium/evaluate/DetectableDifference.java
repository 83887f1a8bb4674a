package dev.scholium.evaluate;

/**
 * The smallest difference of accuracies that a test set of some size would show.
 *
 * <p>It is the difference {@code d} that McNemar's test at 5 % finds with a probability of 80 %: the solution of
 * {@code sqrt(n) * d = z(0.975) * sqrt(s) + z(0.8) * sqrt(s - d^2)}, where {@code s} is the share of rows that exactly
 * one system has right. That share is taken from the rows at hand, with one row added to each kind of disagreement, and
 * is never less than {@code d}.
 *
 * @see <a href="https://doi.org/10.2307/2531961">Connor 1987</a>
 * @see <a href="https://doi.org/10.1177/0193841X9501900504">Bloom 1995: from a standard error</a>
 */
public final class DetectableDifference {

    private static final double SIGNIFICANCE = 0.05;
    private static final double POWER = 0.8;

    private DetectableDifference() {}

    /**
     * The smallest difference that rows like these would show.
     *
     * @param counts how two systems fared
     * @return a difference in {@code (0, 1]}; 1 when there are too few rows for any
     */
    public static double of(PairedCounts counts) {
        return of(counts.rows(), (counts.discordant() + 2) / (counts.rows() + 2.0));
    }

    /**
     * The smallest difference that so many rows would show.
     *
     * @param rows how many rows both systems answer, at least 1
     * @param discordantShare share of rows that exactly one has right, in {@code (0, 1]}
     * @return a difference in {@code (0, 1]}; 1 when there are too few rows for any
     */
    public static double of(long rows, double discordantShare) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (isDetectable(middle, rows, discordantShare)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /**
     * The smallest difference that a normal test would show: {@code z(0.975) + z(0.8)}, about 2.8, standard errors.
     *
     * @param error standard error of a difference, at least 0
     * @return a difference, at least 0
     */
    static double ofError(double error) {
        return (NormalDistribution.quantile(1 - SIGNIFICANCE / 2) + NormalDistribution.quantile(POWER)) * error;
    }

    /**
     * The smallest mean difference that Student's t over seeds would show: {@code t(0.975) + t(0.8)} standard errors of
     * the mean (Bloom 1995). With two seeds that is a seventh too little for 80 %, with three a twentieth.
     *
     * @param sd sample standard deviation of the differences over the seeds
     * @param seeds how many, at least 2
     * @return a difference, at least 0
     */
    static double overSeeds(double sd, int seeds) {
        return (StudentDistribution.quantile(1 - SIGNIFICANCE / 2, seeds - 1)
                        + StudentDistribution.quantile(POWER, seeds - 1))
                * sd
                / Math.sqrt(seeds);
    }

    private static boolean isDetectable(double difference, long rows, double discordantShare) {
        double share = Math.max(discordantShare, difference);
        double spread = Math.sqrt(Math.max(0, share - difference * difference));
        return Math.sqrt((double) rows) * difference
                >= NormalDistribution.quantile(1 - SIGNIFICANCE / 2) * Math.sqrt(share)
                        + NormalDistribution.quantile(POWER) * spread;
    }
}
