package dev.scholium.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One element of the slices in {@code results.json}: one system on some rows of a split, over its seeds.
 *
 * @param by what the split was cut by, as the recipe or the command named it
 * @param slice which rows: a value, a tag, or a span of lengths
 * @param split {@code dev} or {@code test}
 * @param system the system
 * @param control whether it is a control
 * @param seeds how many seeds
 * @param rows how many rows the slice has
 * @param accuracy mean over the seeds
 * @param accuracyCi Wilson's 95 % interval of that mean for so many rows; it leaves out what varies by seed
 * @param difference mean over the seeds of the accuracy minus the baseline's; null for the baseline and controls
 * @param ci 95 % interval of the difference
 * @param test {@code mcnemar-exact} or {@code mcnemar-chi2} with one seed, else {@value SeedsAndRows#BOOTSTRAP} or
 *     {@value SeedsAndRows#STUDENT}
 * @param pValue two-sided
 * @param pValueHolm corrected by Holm over all slices and systems of the split
 * @param verdict {@code significantly better}, {@code significantly worse} or {@code not significant}, by
 *     {@code pValueHolm} at 5 %
 * @param small whether it has fewer than {@value #SMALL} rows: too few to say much
 */
public record SliceResult(
        String by,
        String slice,
        String split,
        String system,
        boolean control,
        int seeds,
        long rows,
        double accuracy,
        ConfidenceInterval accuracyCi,
        @Nullable Double difference,
        @Nullable ConfidenceInterval ci,
        @Nullable String test,
        @Nullable Double pValue,
        @Nullable Double pValueHolm,
        @Nullable String verdict,
        boolean small) {

    /** With fewer rows Wilson's interval of an accuracy of one half is wider than ±13 points. */
    public static final int SMALL = 50;

    /** A difference to the baseline, not yet corrected for others. */
    record Difference(double difference, ConfidenceInterval ci, String test, double pValue) {}

    static SliceResult of(
            Slice slice, SystemPredictions system, int seeds, double accuracy, @Nullable Difference difference) {
        long rows = slice.uids().size();
        return new SliceResult(
                slice.by(),
                slice.name(),
                system.split(),
                system.name(),
                system.control(),
                seeds,
                rows,
                accuracy,
                WilsonInterval.of(Math.round(accuracy * rows), rows, ConfidenceInterval.LEVEL),
                difference == null ? null : difference.difference(),
                difference == null ? null : difference.ci(),
                difference == null ? null : difference.test(),
                difference == null ? null : difference.pValue(),
                null,
                null,
                rows < SMALL);
    }

    /** The same with a corrected p-value, and the verdict that follows from it. */
    SliceResult withCorrected(double corrected) {
        return new SliceResult(
                by,
                slice,
                split,
                system,
                control,
                seeds,
                rows,
                accuracy,
                accuracyCi,
                difference,
                ci,
                test,
                pValue,
                corrected,
                Comparison.verdict(corrected, difference == null ? 0 : difference),
                small);
    }

    /**
     * How many tests a split's slices come to.
     *
     * @param slices of one split
     * @return how many differences are tested
     */
    public static long tests(List<SliceResult> slices) {
        return slices.stream().filter(slice -> slice.pValue() != null).count();
    }
}
