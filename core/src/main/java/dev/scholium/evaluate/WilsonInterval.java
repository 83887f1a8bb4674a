package dev.scholium.evaluate;

/**
 * Wilson's score interval for a share, which holds its level near 0 and 1 and with few rows, where the textbook one
 * fails.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson 1927</a>
 */
public final class WilsonInterval {

    private WilsonInterval() {}

    /**
     * The interval of a share.
     *
     * @param successes how often, from 0 to {@code trials}
     * @param trials out of how many, at least 1
     * @param level confidence, in {@code (0, 1)}
     * @return an interval within {@code [0, 1]}
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static ConfidenceInterval of(long successes, long trials, double level) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "a share needs 0 <= successes <= trials and a trial, but has " + successes + " of " + trials);
        }
        double z = NormalDistribution.quantile(0.5 + level / 2);
        double n = trials;
        double share = successes / n;
        double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
        double half = z / (1 + z * z / n) * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
        return new ConfidenceInterval(
                successes == 0 ? 0 : Math.max(0, middle - half),
                successes == trials ? 1 : Math.min(1, middle + half),
                level);
    }
}
