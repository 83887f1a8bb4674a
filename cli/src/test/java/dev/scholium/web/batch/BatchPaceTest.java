package dev.scholium.web.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchPaceTest {

    private static final int LABEL = 0;
    private static final int RATIONALE = 96;

    private final BatchPace pace = new BatchPace(4);

    @Test
    void knowsNothingAtFirst() {
        assertThat(pace.nanosFor(LABEL, 100)).isZero();
    }

    @Test
    void theLastOfSeveralBatchesIsFilledByThoseWhoComeMeanwhile() {
        pace.took(LABEL, 4, 100);

        assertThat(pace.nanosFor(LABEL, 1)).isEqualTo(25);
        assertThat(pace.nanosFor(LABEL, 4)).isEqualTo(100);
        assertThat(pace.nanosFor(LABEL, 10)).isEqualTo(300);
    }

    @Test
    void aBatchOfManyTakesNoLongerThanOneOfFewThatWasMeasured() {
        pace.took(LABEL, 1, 100);

        assertThat(pace.nanosFor(LABEL, 4)).isEqualTo(100);
        assertThat(pace.nanosFor(LABEL, 5)).isEqualTo(200);
    }

    @Test
    void theLatestBatchCountsForHalf() {
        pace.took(LABEL, 4, 100);
        pace.took(LABEL, 4, 300);
        pace.took(LABEL, 4, 300);

        assertThat(pace.nanosFor(LABEL, 4)).isEqualTo(250);
    }

    @Test
    void labelsAndRationalesHaveAPaceEach() {
        pace.took(LABEL, 4, 100);
        pace.took(RATIONALE, 4, 5000);

        assertThat(pace.nanosFor(List.of(
                        new Question("a", LABEL),
                        new Question("b", RATIONALE),
                        new Question("c", LABEL),
                        new Question("d", RATIONALE))))
                .isEqualTo(2550);
    }
}
