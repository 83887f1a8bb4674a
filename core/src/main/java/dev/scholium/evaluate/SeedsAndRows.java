package dev.scholium.evaluate;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether one system is more accurate than another on other rows <em>and</em> with other seeds: by two tests, of which
 * the one that is less sure decides.
 *
 * <p>The {@link MultiBootstrap} over seeds and rows takes the variance over seeds for known, and so too often finds a
 * difference that is none where two or three seeds vary more than the rows do. Student's t over the seeds' differences
 * knows how little they say, but nothing of the rows that they share. The p-value is the larger of the two, and the
 * interval reaches as far as either, so that it holds 0 where either test finds nothing. {@code docs/evaluation.md} has
 * the rates of false alarms.
 *
 * @param difference mean over the seeds of the first's accuracy minus the second's
 * @param ci 95 % interval of the difference: from the lower to the higher bound of the two tests' intervals
 * @param pValue two-sided, the larger of the two tests', in {@code (0, 1]}
 * @param pValueHolm the same, corrected by Holm over all systems on this split
 * @param minimumDetectableDifference the smallest difference that both tests would find with a probability of about 80
 *     %, before Holm's correction; null in files of earlier versions, which had the multi-bootstrap alone
 * @param verdict {@code significantly better}, {@code significantly worse} or {@code not significant}, by
 *     {@code pValueHolm} at 5 %
 * @param test which of the two has the larger p-value: {@value #BOOTSTRAP} or {@value #STUDENT}
 * @param seeds how many seeds both were trained with, at least 2
 * @param resamples how many sets were drawn
 * @see <a href="https://arxiv.org/abs/2106.16163">Sellam et al. 2022, section 3: the multi-bootstrap</a>
 * @see <a href="https://doi.org/10.1093/biomet/6.1.1">Student 1908</a>
 * @see <a href="https://doi.org/10.1177/0193841X9501900504">Bloom 1995: the detectable difference from a standard
 *     error</a>
 */
public record SeedsAndRows(
        double difference,
        ConfidenceInterval ci,
        double pValue,
        double pValueHolm,
        @Nullable Double minimumDetectableDifference,
        String verdict,
        String test,
        int seeds,
        int resamples) {

    /** The name in files of the test over seeds and rows. */
    public static final String BOOTSTRAP = "multi-bootstrap";

    /** The name in files of the test over seeds alone. */
    public static final String STUDENT = "student-t";

    /** Resamples of every comparison in Scholium's files. */
    public static final int RESAMPLES = 10_000;

    /** Seed of the draws of every comparison in Scholium's files. */
    public static final long SEED = 1;

    /**
     * Compares two systems over their seeds.
     *
     * @param differences for each seed, in the order of the rows: 1 where the first alone was right, -1 where the
     *     second alone was, else 0
     * @param resamples how many sets to draw, at least 100
     * @param seed of the draws
     * @return the comparison, not corrected for others
     * @throws IllegalArgumentException if there are fewer than two seeds or no rows, or their numbers of rows differ
     */
    public static SeedsAndRows of(List<int[]> differences, int resamples, long seed) {
        int rows = differences.isEmpty() ? 0 : differences.get(0).length;
        if (differences.size() < 2
                || rows == 0
                || resamples < 100
                || differences.stream().anyMatch(ofSeed -> ofSeed.length != rows)) {
            throw new IllegalArgumentException("a multi-bootstrap needs two or more seeds, the same rows in each and at"
                    + " least 100 resamples, but has "
                    + differences.stream().map(ofSeed -> ofSeed.length).toList() + " rows and " + resamples
                    + " resamples");
        }
        MultiBootstrap bootstrap = MultiBootstrap.of(differences, resamples, seed);
        Spread spread = Spread.of(differences.stream()
                .map(ofSeed -> (double) Arrays.stream(ofSeed).sum() / rows)
                .toList());
        return of(bootstrap, spread, differences.size(), resamples);
    }

    private static SeedsAndRows of(MultiBootstrap bootstrap, Spread spread, int seeds, int resamples) {
        ConfidenceInterval ci = bootstrap.ci();
        double pValue = bootstrap.pValue();
        double detectable = DetectableDifference.ofError(bootstrap.deviation());
        String test = BOOTSTRAP;
        Double sd = spread.sd();
        ConfidenceInterval overSeeds = spread.ci();
        if (sd != null && overSeeds != null) { // equal seeds say nothing of others: then the rows alone decide
            double student = StudentDistribution.pValue(spread.mean(), sd, seeds);
            test = student > pValue ? STUDENT : BOOTSTRAP;
            ci = either(ci, overSeeds);
            pValue = Math.max(pValue, student);
            detectable = Math.max(detectable, DetectableDifference.overSeeds(sd, seeds));
        }
        return new SeedsAndRows(
                spread.mean(),
                ci,
                pValue,
                pValue,
                Math.min(1, detectable),
                Comparison.verdict(pValue, spread.mean()),
                test,
                seeds,
                resamples);
    }

    /** As far as either reaches, within what a difference of shares can be. */
    private static ConfidenceInterval either(ConfidenceInterval a, ConfidenceInterval b) {
        return new ConfidenceInterval(
                Math.max(-1, Math.min(a.low(), b.low())), Math.min(1, Math.max(a.high(), b.high())), a.level());
    }

    /** The same with a corrected p-value, and the verdict that follows from it. */
    SeedsAndRows withCorrected(double corrected) {
        return new SeedsAndRows(
                difference,
                ci,
                pValue,
                corrected,
                minimumDetectableDifference,
                Comparison.verdict(corrected, difference),
                test,
                seeds,
                resamples);
    }
}
