package dev.scholium.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * From a corpus's sums to its BLEU score: the brevity penalty times the geometric mean of the n-gram precisions.
 *
 * @see <a href="https://aclanthology.org/P02-1040">Papineni et al. 2002, section 2.3</a>
 */
final class BleuFormula {

    /** What sacreBLEU takes for the logarithm of a precision of 0. */
    private static final double LOG_OF_ZERO = -9_999_999_999.0;

    private BleuFormula() {}

    static BleuScore score(
            BleuSettings settings,
            long[] matches,
            long[] totals,
            long systemLength,
            long referenceLength,
            String signature) {
        double[] smoothedMatches = Arrays.stream(matches).asDoubleStream().toArray();
        double[] smoothedTotals = Arrays.stream(totals).asDoubleStream().toArray();
        double[] precisions = new double[matches.length];
        double brevityPenalty = brevityPenalty(systemLength, referenceLength);
        double score = 0;
        if (Arrays.stream(matches).anyMatch(count -> count > 0)) {
            int orders = smooth(settings, smoothedMatches, smoothedTotals, precisions);
            double logs = 0;
            for (int i = 0; i < orders; i++) {
                logs += precisions[i] == 0 ? LOG_OF_ZERO : Math.log(precisions[i]);
            }
            score = brevityPenalty * Math.exp(logs / orders);
        }
        return new BleuScore(
                score,
                list(smoothedMatches),
                list(smoothedTotals),
                list(precisions),
                brevityPenalty,
                systemLength,
                referenceLength,
                signature);
    }

    private static double brevityPenalty(long systemLength, long referenceLength) {
        if (systemLength >= referenceLength) {
            return 1;
        }
        return systemLength == 0 ? 0 : Math.exp(1 - (double) referenceLength / systemLength);
    }

    /** Fills in the precisions; returns how many orders count. */
    private static int smooth(BleuSettings settings, double[] matches, double[] totals, double[] precisions) {
        int effective = precisions.length;
        double halvings = 1;
        for (int i = 0; i < precisions.length; i++) {
            if (settings.smoothing() == BleuSettings.Smoothing.ADD_K && i > 0) {
                matches[i] += settings.smoothingValue();
                totals[i] += settings.smoothingValue();
            }
            if (totals[i] == 0) {
                break;
            }
            if (settings.effectiveOrder()) {
                effective = i + 1;
            }
            if (matches[i] > 0) {
                precisions[i] = 100 * matches[i] / totals[i];
            } else if (settings.smoothing() == BleuSettings.Smoothing.EXP) {
                halvings *= 2;
                precisions[i] = 100 / (halvings * totals[i]);
            } else if (settings.smoothing() == BleuSettings.Smoothing.FLOOR) {
                precisions[i] = 100 * settings.smoothingValue() / totals[i];
            }
        }
        return effective;
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
