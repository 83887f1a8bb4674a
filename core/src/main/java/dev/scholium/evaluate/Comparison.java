package dev.scholium.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * One element of {@code comparisons} in {@code results.json}: a system against the baseline, same seed, same rows.
 *
 * @param a the system
 * @param b the baseline
 * @param control whether {@code a} is a control; see {@link SystemPredictions#control}
 * @param seed of both trainings; of the baseline's where nothing is random in {@code a}
 * @param split {@code dev} or {@code test}
 * @param rows rows that both answered
 * @param difference accuracy of {@code a} minus accuracy of {@code b}, in {@code [-1, 1]}
 * @param ci 95 % interval of the difference
 * @param ciMethod {@value PairedDifference#METHOD}
 * @param pValue two-sided
 * @param pValueHolm the same, corrected by Holm over all comparisons on this split, controls apart
 * @param test {@code mcnemar-exact} or {@code mcnemar-chi2}
 * @param onlyA rows that {@code a} alone had right
 * @param onlyB rows that {@code b} alone had right
 * @param minimumDetectableDifference the smallest difference that these rows would show with a probability of 80 %
 * @param verdict {@code significantly better}, {@code significantly worse} or {@code not significant}, by
 *     {@code pValueHolm} at 5 %
 * @param warning why the comparison may mislead, such as a collapsed baseline; null when nothing is known against it
 */
public record Comparison(
        String a,
        String b,
        boolean control,
        long seed,
        String split,
        long rows,
        double difference,
        ConfidenceInterval ci,
        String ciMethod,
        double pValue,
        double pValueHolm,
        String test,
        long onlyA,
        long onlyB,
        double minimumDetectableDifference,
        String verdict,
        @Nullable String warning) {

    /** A corrected p-value below this is called significant. */
    public static final double SIGNIFICANCE = 0.05;

    static Comparison of(SystemResult a, SystemResult b, PairedCounts counts, @Nullable String warning) {
        McNemarTest test = McNemarTest.of(counts);
        return new Comparison(
                        a.name(),
                        b.name(),
                        a.control(),
                        a.control() && a.seed() == SystemPredictions.NO_SEED ? b.seed() : a.seed(),
                        a.split(),
                        counts.rows(),
                        counts.difference(),
                        PairedDifference.interval(counts, ConfidenceInterval.LEVEL),
                        PairedDifference.METHOD,
                        test.pValue(),
                        test.pValue(),
                        test.name(),
                        counts.onlyA(),
                        counts.onlyB(),
                        DetectableDifference.of(counts),
                        "",
                        warning)
                .withCorrected(test.pValue());
    }

    /** The same with a corrected p-value, and the verdict that follows from it. */
    Comparison withCorrected(double corrected) {
        return new Comparison(
                a,
                b,
                control,
                seed,
                split,
                rows,
                difference,
                ci,
                ciMethod,
                pValue,
                corrected,
                test,
                onlyA,
                onlyB,
                minimumDetectableDifference,
                verdict(corrected, difference),
                warning);
    }

    /**
     * What a p-value says of a difference, in words.
     *
     * @param pValue corrected for the comparisons beside it
     * @param difference first minus second
     * @return {@code significantly better}, {@code significantly worse} or {@code not significant}, at 5 %
     */
    public static String verdict(double pValue, double difference) {
        return pValue >= SIGNIFICANCE
                ? "not significant"
                : difference > 0 ? "significantly better" : "significantly worse";
    }
}
