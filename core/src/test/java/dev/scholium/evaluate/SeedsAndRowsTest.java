package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeedsAndRowsTest {

    /** Differences by row whose mean varies from seed to seed by so much, around a true difference. */
    private static List<int[]> differences(int seeds, int rows, double difference, double spread, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<int[]> differences = new ArrayList<>();
        for (int s = 0; s < seeds; s++) {
            double mean = difference + spread * (random.nextDouble() + random.nextDouble() - 1) * Math.sqrt(6);
            int[] ofSeed = new int[rows];
            for (int row = 0; row < rows; row++) {
                double drawn = random.nextDouble();
                ofSeed[row] = drawn < 0.2 + mean / 2 ? 1 : drawn > 0.8 + mean / 2 ? -1 : 0;
            }
            differences.add(ofSeed);
        }
        return differences;
    }

    @Test
    void meansAreOverSeedsAndRows() {
        SeedsAndRows test = SeedsAndRows.of(List.of(new int[] {1, 0, 0, 0}, new int[] {1, 1, -1, 1}), 1000, 1);

        assertThat(test.difference()).isEqualTo(3.0 / 8);
        assertThat(test.seeds()).isEqualTo(2);
    }

    @Test
    void findsADifferenceThatEverySeedHas() {
        SeedsAndRows test = SeedsAndRows.of(differences(5, 1000, 0.1, 0.01, 3), 2000, 1);

        assertThat(test.verdict()).isEqualTo("significantly better");
        assertThat(test.ci().low()).isPositive();
    }

    /** What rows alone cannot see: half of the seeds are better, half are worse, each by much. */
    @Test
    void doesNotTakeASeedsLuckForADifference() {
        List<int[]> lucky = new ArrayList<>(differences(1, 2000, 0.2, 0, 1));
        lucky.addAll(differences(1, 2000, -0.1, 0, 2));
        int sum = lucky.stream().flatMapToInt(Arrays::stream).sum();
        assertThat(sum / 4000.0).isCloseTo(0.05, within(0.03));

        assertThat(SeedsAndRows.of(lucky, 2000, 1).verdict()).isEqualTo("not significant");
    }

    /** 500 rows give each seed's mean a standard error of about 0.028, and the seeds themselves differ by 0.03. */
    @Test
    void findsADifferenceWhereThereIsNoneNoMoreOftenThanItSays() {
        int found = 0;
        int trials = 300;
        for (int trial = 0; trial < trials; trial++) {
            SeedsAndRows test = SeedsAndRows.of(differences(5, 500, 0, 0.03, 77 + trial), 400, trial);
            found += test.pValue() < 0.05 ? 1 : 0;
        }

        // 5 % are 15; what varies by row and seed together is counted twice, so that it errs on the careful side
        assertThat(found).isLessThanOrEqualTo(25);
    }

    /**
     * Where seeds vary three times as much as their rows: the multi-bootstrap alone takes their luck for a difference.
     */
    @Test
    void keepsItsFivePerCentWithTwoAndThreeSeedsThatVaryMoreThanRows() {
        for (int seeds : List.of(2, 3)) {
            int found = 0;
            int byTheBootstrap = 0;
            for (int trial = 0; trial < 400; trial++) {
                List<int[]> none = differences(seeds, 200, 0, 0.15, 1000 + trial);
                found += SeedsAndRows.of(none, 200, trial).pValue() < 0.05 ? 1 : 0;
                byTheBootstrap += MultiBootstrap.of(none, 200, trial).pValue() < 0.05 ? 1 : 0;
            }

            assertThat(found).as("%d seeds", seeds).isLessThanOrEqualTo(32); // 5 % are 20, with a deviation of 4.4
            assertThat(byTheBootstrap).as("%d seeds", seeds).isGreaterThan(40);
        }
    }

    @Test
    void theTestThatIsLessSureDecidesAndTheIntervalHoldsBoth() {
        List<int[]> apart = new ArrayList<>(differences(1, 2000, 0.2, 0, 1));
        apart.addAll(differences(1, 2000, 0.1, 0, 2));
        SeedsAndRows bySeeds = SeedsAndRows.of(apart, 2000, 1);
        SeedsAndRows byRows = SeedsAndRows.of(List.of(apart.get(0), apart.get(0)), 2000, 1);

        assertThat(bySeeds.test()).isEqualTo(SeedsAndRows.STUDENT);
        assertThat(bySeeds.pValue()).isBetween(0.1, 0.3);
        assertThat(MultiBootstrap.of(apart, 2000, 1).pValue()).isLessThan(0.002);
        assertThat(bySeeds.ci().contains(0)).isTrue();
        assertThat(bySeeds.ci().high()).isLessThanOrEqualTo(1);
        assertThat(byRows.test()).isEqualTo(SeedsAndRows.BOOTSTRAP);
        assertThat(byRows.ci())
                .isEqualTo(MultiBootstrap.of(List.of(apart.get(0), apart.get(0)), 2000, 1)
                        .ci());
    }

    /** By hand: 2.8016 standard errors by rows; 12.7062 + 1.3764 of them by two seeds. */
    @Test
    void theDetectableDifferenceIsThatOfBothTests() {
        List<int[]> apart = new ArrayList<>(differences(1, 2000, 0.15, 0, 1));
        apart.addAll(differences(1, 2000, 0.14, 0, 2));
        double distance = Math.abs(Arrays.stream(apart.get(0)).sum()
                        - Arrays.stream(apart.get(1)).sum())
                / 2000.0;
        List<int[]> alike = List.of(apart.get(0), apart.get(0));

        assertThat(Objects.requireNonNull(SeedsAndRows.of(apart, 500, 1).minimumDetectableDifference()))
                .isCloseTo(
                        Math.max(
                                14.0826 * distance / 2,
                                2.8016 * MultiBootstrap.of(apart, 500, 1).deviation()),
                        within(1e-5));
        assertThat(Objects.requireNonNull(SeedsAndRows.of(alike, 500, 1).minimumDetectableDifference()))
                .isCloseTo(2.8016 * MultiBootstrap.of(alike, 500, 1).deviation(), within(1e-5));
    }

    @Test
    void oneSeedOfDrawsGivesOneResult() {
        List<int[]> rows = differences(3, 200, 0.05, 0.02, 5);

        assertThat(SeedsAndRows.of(rows, 500, 9)).isEqualTo(SeedsAndRows.of(rows, 500, 9));
    }

    @Test
    void refusesOneSeed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeedsAndRows.of(List.of(new int[] {1, 0}), 500, 1))
                .withMessage("a multi-bootstrap needs two or more seeds, the same rows in each and at least 100"
                        + " resamples, but has [2] rows and 500 resamples");
    }
}
