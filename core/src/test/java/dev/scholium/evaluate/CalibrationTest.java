package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void theErrorIsTheMeanDistanceOfTheBins() {
        Calibration calibration =
                Calibration.of(List.of(0.55, 0.55, 0.95, 0.85, 1.0), List.of(true, false, true, false, true), 1);

        assertThat(calibration.bins())
                .extracting(Calibration.Bin::low, Calibration.Bin::rows, Calibration.Bin::accuracy)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0.5, 2, 0.5),
                        org.assertj.core.groups.Tuple.tuple(0.8, 1, 0.0),
                        org.assertj.core.groups.Tuple.tuple(0.9, 2, 1.0));
        // by hand: (|1.10 - 1| + |0.85 - 0| + |1.95 - 2|) / 5
        assertThat(calibration.error()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void aStudentThatIsTooSureIsToldFromOneThatIsNot() {
        List<Double> sure = IntStream.range(0, 400).mapToObj(i -> 0.8).toList();
        List<Boolean> honest = IntStream.range(0, 400).mapToObj(i -> i % 5 != 0).toList();
        List<Boolean> tooSure =
                IntStream.range(0, 400).mapToObj(i -> i % 2 == 0).toList();

        assertThat(Calibration.of(sure, honest, 1).error()).isCloseTo(0, within(1e-12));
        assertThat(Calibration.of(sure, honest, 1).interval().high()).isLessThan(0.06);
        assertThat(Calibration.of(sure, tooSure, 1).interval().low()).isGreaterThan(0.2);
    }

    /**
     * Resampled errors are larger than the error: 2.6 points on average here, where the percentile interval never holds
     * 0.
     */
    @Test
    void aCalibratedStudentsIntervalMostlyReachesZeroAndAlwaysHoldsTheError() {
        SplittableRandom random = new SplittableRandom(5);
        int reachZero = 0;
        for (int trial = 0; trial < 40; trial++) {
            List<Double> sure = random.doubles(300, 0.35, 0.99).boxed().toList();
            List<Boolean> right =
                    sure.stream().map(p -> random.nextDouble() < p).toList();

            Calibration calibration = Calibration.of(sure, right, trial);

            assertThat(calibration.interval().contains(calibration.error())).isTrue();
            reachZero += calibration.interval().low() == 0 ? 1 : 0;
        }
        assertThat(reachZero).isBetween(20, 38);
    }

    @Test
    void refusesRowsWithoutAVerdict() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Calibration.of(List.of(0.5), List.of(), 1))
                .withMessage("calibration needs a probability and a verdict of each row, but has 1 and 0");
    }
}
