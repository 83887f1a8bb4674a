package dev.scholium.evaluate;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two systems that answered the same rows, compared in every way that two files of predictions allow.
 *
 * @param rows how many rows both answered
 * @param accuracyA share of rows that the first had right
 * @param accuracyCiA its Wilson interval
 * @param accuracyB share of rows that the second had right
 * @param accuracyCiB its Wilson interval
 * @param collapsedA whether the first has stopped looking at its input, so that the difference says little; see
 *     {@link Collapse}
 * @param collapsedB whether the second has
 * @param difference accuracy of the first minus that of the second
 * @param ci interval of the difference, by {@value PairedDifference#METHOD}
 * @param onlyA rows that the first alone had right
 * @param onlyB rows that the second alone had right
 * @param test name of McNemar's test in the form that was used
 * @param pValue two-sided
 * @param minimumDetectableDifference the smallest difference that these rows would show with a probability of 80 %
 * @param verdict {@code significantly better}, {@code significantly worse} or {@code not significant}, of the first, by
 *     {@code pValue} at 5 %
 * @param bootstrap the same difference by resampled rows
 * @param bleuRows rows with a reference rationale in both files
 * @param bleuA BLEU of the first's rationales; null without references
 * @param bleuCiA its 95 % interval by resampled rows
 * @param bleuB BLEU of the second's
 * @param bleuCiB its interval
 * @param bleuSignature what both depend on
 * @param bleuBootstrap their difference by resampled rows
 */
public record SystemPair(
        long rows,
        double accuracyA,
        ConfidenceInterval accuracyCiA,
        double accuracyB,
        ConfidenceInterval accuracyCiB,
        boolean collapsedA,
        boolean collapsedB,
        double difference,
        ConfidenceInterval ci,
        long onlyA,
        long onlyB,
        String test,
        double pValue,
        double minimumDetectableDifference,
        String verdict,
        PairedBootstrap bootstrap,
        long bleuRows,
        @Nullable Double bleuA,
        @Nullable ConfidenceInterval bleuCiA,
        @Nullable Double bleuB,
        @Nullable ConfidenceInterval bleuCiB,
        @Nullable String bleuSignature,
        @Nullable PairedBootstrap bleuBootstrap) {

    /**
     * Compares two files of predictions.
     *
     * @param a the first system's
     * @param b the second's
     * @param resamples of the bootstraps
     * @param seed of the bootstraps
     * @return the comparison
     * @throws ScholiumException if a file cannot be read or is empty, or they do not hold the same rows with the same
     *     gold labels
     */
    public static SystemPair of(Path a, Path b, int resamples, long seed) {
        Map<String, Prediction> byUid = new LinkedHashMap<>();
        PredictionFile.read(a, prediction -> byUid.put(prediction.uid(), prediction));
        Rows rows = new Rows();
        PredictionFile.read(b, prediction -> rows.add(a, b, byUid.remove(prediction.uid()), prediction));
        if (!byUid.isEmpty() || rows.right(true).rows() == 0) {
            throw different(
                    a, b, byUid.isEmpty() ? "no row" : byUid.keySet().iterator().next());
        }
        return rows.compare(resamples, seed);
    }

    /**
     * What a p-value that was corrected for other comparisons says of the difference, in words.
     *
     * @param corrected the p-value
     * @return {@code significantly better}, {@code significantly worse} or {@code not significant}, at 5 %
     */
    public String verdict(double corrected) {
        return Comparison.verdict(corrected, difference);
    }

    private static ScholiumException different(Path a, Path b, String uid) {
        return new ScholiumException(
                ExitCode.FAILED,
                a + " and " + b + " must hold the same rows once each, with the same gold labels, but differ: " + uid);
    }

    /** What is gathered while the second file is read. */
    private static final class Rows {

        private final Bleu bleu = new Bleu(BleuSettings.defaults());
        private final Bleu.Corpus corpusOfA = bleu.corpus();
        private final Bleu.Corpus corpusOfB = bleu.corpus();
        private final RowNumbers rightOfA = new RowNumbers(SummedScore.ACCURACY);
        private final RowNumbers rightOfB = new RowNumbers(SummedScore.ACCURACY);
        private final RowNumbers bleuOfA = new RowNumbers(bleu.summed());
        private final RowNumbers bleuOfB = new RowNumbers(bleu.summed());
        private final ConfusionTally answersOfA = new ConfusionTally();
        private final ConfusionTally answersOfB = new ConfusionTally();
        private long correctA;
        private long correctB;
        private long onlyA;
        private long onlyB;

        RowNumbers right(boolean first) {
            return first ? rightOfA : rightOfB;
        }

        void add(Path fileOfA, Path fileOfB, @Nullable Prediction a, Prediction b) {
            if (a == null || !a.goldLabel().equals(b.goldLabel())) {
                throw different(fileOfA, fileOfB, b.uid());
            }
            answersOfA.add(a);
            answersOfB.add(b);
            correctA += a.isCorrect() ? 1 : 0;
            correctB += b.isCorrect() ? 1 : 0;
            onlyA += a.isCorrect() && !b.isCorrect() ? 1 : 0;
            onlyB += b.isCorrect() && !a.isCorrect() ? 1 : 0;
            rightOfA.add(a.isCorrect() ? 1 : 0, 1);
            rightOfB.add(b.isCorrect() ? 1 : 0, 1);
            if (!a.referenceRationales().isEmpty() && !b.referenceRationales().isEmpty()) {
                bleuOfA.add(corpusOfA.numbers(a.rationale(), a.referenceRationales()));
                bleuOfB.add(corpusOfB.numbers(b.rationale(), b.referenceRationales()));
            }
        }

        SystemPair compare(int resamples, long seed) {
            long rows = rightOfA.rows();
            PairedCounts counts = new PairedCounts(rows, onlyA, onlyB);
            McNemarTest test = McNemarTest.of(counts);
            boolean explained = bleuOfA.rows() > 0;
            return new SystemPair(
                    rows,
                    (double) correctA / rows,
                    WilsonInterval.of(correctA, rows, ConfidenceInterval.LEVEL),
                    (double) correctB / rows,
                    WilsonInterval.of(correctB, rows, ConfidenceInterval.LEVEL),
                    Collapse.hasHappened(answersOfA.matrix()),
                    Collapse.hasHappened(answersOfB.matrix()),
                    counts.difference(),
                    PairedDifference.interval(counts, ConfidenceInterval.LEVEL),
                    onlyA,
                    onlyB,
                    test.name(),
                    test.pValue(),
                    DetectableDifference.of(counts),
                    Comparison.verdict(test.pValue(), counts.difference()),
                    PairedBootstrap.of(rightOfA, rightOfB, resamples, seed),
                    bleuOfA.rows(),
                    explained ? bleuOfA.total() : null,
                    explained ? BootstrapInterval.ofScore(bleuOfA, resamples, seed) : null,
                    explained ? bleuOfB.total() : null,
                    explained ? BootstrapInterval.ofScore(bleuOfB, resamples, seed) : null,
                    explained ? corpusOfA.score().signature() : null,
                    explained ? PairedBootstrap.of(bleuOfA, bleuOfB, resamples, seed) : null);
        }
    }
}
