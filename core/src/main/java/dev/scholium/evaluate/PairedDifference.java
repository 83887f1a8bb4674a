package dev.scholium.evaluate;

/**
 * The interval of a difference between two accuracies on the same rows, by Bonett and Price's adjusted Wald method.
 *
 * <p>One row is added to each of the two kinds of disagreement; without that the Wald interval is too narrow on few
 * rows, and has no width at all when the systems never differ.
 *
 * @see <a href="https://doi.org/10.3102/1076998611411915">Bonett and Price 2012</a>
 * @see <a href="https://doi.org/10.1186/1471-2288-14-133">Fagerland, Lydersen and Laake 2014: recommended</a>
 */
public final class PairedDifference {

    /** The method's name in files. */
    public static final String METHOD = "bonett-price";

    private PairedDifference() {}

    /**
     * The interval around {@link PairedCounts#difference()}.
     *
     * @param counts how the two systems fared
     * @param level confidence, in {@code (0, 1)}
     * @return an interval within {@code [-1, 1]}
     */
    public static ConfidenceInterval interval(PairedCounts counts, double level) {
        double n = counts.rows() + 2.0;
        double onlyA = (counts.onlyA() + 1) / n;
        double onlyB = (counts.onlyB() + 1) / n;
        double difference = onlyA - onlyB;
        double half =
                NormalDistribution.quantile(0.5 + level / 2) * Math.sqrt((onlyA + onlyB - difference * difference) / n);
        return new ConfidenceInterval(Math.max(-1, difference - half), Math.min(1, difference + half), level);
    }
}
