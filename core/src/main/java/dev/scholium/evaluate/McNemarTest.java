package dev.scholium.evaluate;

/**
 * McNemar's test of whether two systems that answered the same rows are equally accurate.
 *
 * <p>Only rows that exactly one system had right count. With fewer than {@value #EXACT_BELOW} of them the test is the
 * exact binomial one, otherwise the chi-squared one with Edwards's continuity correction.
 *
 * @param name {@code mcnemar-exact} or {@code mcnemar-chi2}
 * @param pValue two-sided, in {@code (0, 1]}
 * @see <a href="https://doi.org/10.1007/BF02295996">McNemar 1947</a>
 * @see <a href="https://doi.org/10.1007/BF02289105">Edwards 1948</a>
 */
public record McNemarTest(String name, double pValue) {

    /** From so many discordant rows on, the chi-squared approximation is used. */
    public static final int EXACT_BELOW = 25;

    /**
     * Carries out the test.
     *
     * @param counts how the two fared
     * @return which form was used and its p-value; 1 when no row differs
     */
    public static McNemarTest of(PairedCounts counts) {
        if (counts.discordant() < EXACT_BELOW) {
            return new McNemarTest("mcnemar-exact", exact((int) counts.onlyA(), (int) counts.onlyB()));
        }
        double excess = Math.max(0, Math.abs(counts.onlyA() - counts.onlyB()) - 1);
        // chi-squared with one degree of freedom is a squared standard normal variable
        double p = 2 * NormalDistribution.survival(excess / Math.sqrt((double) counts.discordant()));
        return new McNemarTest("mcnemar-chi2", Math.min(1, p));
    }

    /** Twice the smaller tail of a fair coin thrown {@code onlyA + onlyB} times. */
    private static double exact(int onlyA, int onlyB) {
        int throwsOfCoin = onlyA + onlyB;
        double ways = 1; // of k heads
        double tail = 0;
        for (int k = 0; k <= Math.min(onlyA, onlyB); k++) {
            tail += ways;
            ways = ways * (throwsOfCoin - k) / (k + 1);
        }
        return Math.min(1, 2 * tail / Math.pow(2, throwsOfCoin));
    }
}
