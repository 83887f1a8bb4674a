package dev.scholium.torch.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingPlanTest {

    @ParameterizedTest
    @CsvSource({"1,1,1", "7,10,7", "10,10,10", "11,10,10", "1325,10,10", "999,7,7", "64,3,3"})
    void evaluatesAsOftenAsAskedAndLastAtTheEnd(long steps, int evaluations, int wanted) {
        TrainingPlan plan = new TrainingPlan(5, steps, evaluations);

        List<Long> after = LongStream.rangeClosed(0, steps)
                .filter(plan::evaluatesAfter)
                .boxed()
                .toList();

        assertThat(after).hasSize(wanted).endsWith(steps);
    }

    @Test
    void reportsSomeHundredTimes() {
        TrainingPlan plan = new TrainingPlan(5, 100_000, 10);

        assertThat(LongStream.rangeClosed(1, 100_000).filter(plan::reportsAfter))
                .hasSizeBetween(100, 200);
    }

    @Test
    void fractionsOfEpochsRoundUp() {
        assertThat(TrainingPlan.of(ToyRows.config(0.5, 0.1, 1), 7)).isEqualTo(new TrainingPlan(4, 2, 4));
        assertThat(TrainingPlan.of(ToyRows.config(1.3, 0.1, 1), 7)).isEqualTo(new TrainingPlan(4, 6, 4));
    }
}
