package dev.scholium.evaluate;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Spearman's rank correlation with its interval and test. Equal numbers share their mean rank.
 *
 * <p>Interval and p-value take Fisher's transform of the correlation as normal with variance {@code 1.06 / (n - 3)}.
 *
 * @param rho in {@code [-1, 1]}; 0 where one of both is constant
 * @param ci 95 % interval
 * @param pValue two-sided, that there is no correlation
 * @param rows how many pairs
 * @see <a href="https://doi.org/10.1093/biomet/44.3-4.470">Fieller, Hartley and Pearson 1957</a>
 */
public record RankCorrelation(double rho, ConfidenceInterval ci, double pValue, long rows) {

    /** Fewer pairs than this are refused: the transform's variance is wrong for them. */
    public static final int FEWEST = 10;

    /**
     * Correlates two lists of numbers.
     *
     * @param a at least {@value #FEWEST}
     * @param b as many
     * @return the correlation
     * @throws IllegalArgumentException if there are too few, or their counts differ
     */
    public static RankCorrelation of(double[] a, double[] b) {
        if (a.length != b.length || a.length < FEWEST) {
            throw new IllegalArgumentException("a rank correlation needs at least " + FEWEST + " pairs, but has "
                    + a.length + " and " + b.length + " numbers");
        }
        double rho = pearson(ranks(a), ranks(b));
        double error = Math.sqrt(1.06 / (a.length - 3));
        double transformed = atanh(Math.max(-1 + 1e-12, Math.min(1 - 1e-12, rho)));
        double half = NormalDistribution.quantile(0.5 + ConfidenceInterval.LEVEL / 2) * error;
        return new RankCorrelation(
                rho,
                new ConfidenceInterval(
                        Math.tanh(transformed - half), Math.tanh(transformed + half), ConfidenceInterval.LEVEL),
                Math.min(1, 2 * NormalDistribution.survival(Math.abs(transformed) / error)),
                a.length);
    }

    /**
     * Pearson's correlation.
     *
     * @param a numbers
     * @param b as many
     * @return in {@code [-1, 1]}; 0 where one of both is constant
     */
    public static double pearson(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElse(0);
        double meanB = Arrays.stream(b).average().orElse(0);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
    }

    private static double[] ranks(double[] numbers) {
        Integer[] order = new Integer[numbers.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> numbers[i]));
        double[] ranks = new double[numbers.length];
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && numbers[order[to]] == numbers[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + to + 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    private static double atanh(double x) {
        return 0.5 * Math.log((1 + x) / (1 - x));
    }
}
