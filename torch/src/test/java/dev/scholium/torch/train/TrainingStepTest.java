package dev.scholium.torch.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.student.LossBoundary;
import dev.scholium.student.TrainingConfig;
import dev.scholium.student.TrainingConfig.Padding;
import dev.scholium.torch.optimize.AdamW;
import dev.scholium.torch.optimize.Optimizer;
import dev.scholium.torch.t5.DataParallel;
import dev.scholium.torch.t5.PassSettings;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.T5Sizes;
import dev.scholium.torch.train.TrainingStep.StepLoss;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class TrainingStepTest {

    private static final TrainingConfig CONFIG = ToyRows.config(1, 0.01, 7); // two batches a step

    private static final List<List<EncodedExample>> BATCHES = Stream.of(row(12, 8), row(6, 4), row(6, 4), row(12, 8))
            .map(List::of)
            .toList();

    private long seconds;

    /** A clock by which a second goes by from call to call. */
    private long nanoTime() {
        return seconds++ * 1_000_000_000;
    }

    /** Batches of 20, 10, 10 and 20 tokens: where the largest takes a second, a step of two takes one and a half. */
    @Test
    void theTimeOfAStepFollowsItsTokens() {
        assertThat(secondsByTrial(CONFIG, BATCHES)).isEqualTo(1.5);
    }

    /** However few tokens a row has, each batch is one row of 32 and 24 tokens: each takes a second. */
    @Test
    void theTimeOfAPaddedStepFollowsThePaddingToo() {
        TrainingConfig fixed = CONFIG.with(Map.of("padding", Padding.FIXED));

        assertThat(secondsByTrial(fixed, BATCHES)).isEqualTo(2);
    }

    /** The first and last batch have 14 and 2 target tokens, which count as 14 and 14: 40 tokens beside 20. */
    @Test
    void theTimeOfAStepFollowsTheCountedPaddingOfTheFirstTokenLoss() {
        TrainingConfig firstToken = CONFIG.with(Map.of("boundary", LossBoundary.FIRST_TOKEN));
        List<EncodedExample> uneven = List.of(row(6, 14), row(6, 2));
        List<EncodedExample> even = List.of(row(6, 4), row(6, 4));

        assertThat(secondsByTrial(firstToken, List.of(uneven, even, even, uneven)))
                .isEqualTo(1.5);
    }

    private double secondsByTrial(TrainingConfig config, List<List<EncodedExample>> batches) {
        TrainingStep step = step(config, batches);
        try (T5Model model = model();
                DataParallel parallel = DataParallel.of(model, PassSettings.of(config))) {
            return step.secondsByTrial(0, parallel, this::nanoTime);
        }
    }

    @Test
    void aTrialTeachesNothing() {
        assertThat(losses(true)).isEqualTo(losses(false)).hasSize(2).doesNotHaveDuplicates();
    }

    private List<StepLoss> losses(boolean tried) {
        TrainingStep step = step(CONFIG, BATCHES);
        try (T5Model model = model();
                Optimizer optimizer = new AdamW(model.trainable(), AdamW.Settings.defaults());
                DataParallel parallel = DataParallel.of(model, PassSettings.of(CONFIG))) {
            if (tried) {
                step.secondsByTrial(0, parallel, this::nanoTime);
            }
            return Stream.of(0, 1)
                    .map(number -> step.run(number, 0.01, parallel, optimizer))
                    .toList();
        }
    }

    private static T5Model model() {
        return T5Model.fresh(T5Sizes.of("tiny", 40, ToyRows.tiny().shape()), 7);
    }

    private static TrainingStep step(TrainingConfig config, List<List<EncodedExample>> batches) {
        return new TrainingStep(new FixedLesson(batches), TrainingPlan.of(config, batches.size()), config);
    }

    private static EncodedExample row(int source, int target) {
        int[] read = new int[source];
        int[] written = new int[target];
        Arrays.setAll(read, i -> i % 37 + 2);
        Arrays.setAll(written, i -> i % 31 + 5);
        return EncodedExample.of("row", read, written, 1);
    }

    /** The same batches in every epoch; never judged. */
    private record FixedLesson(List<List<EncodedExample>> batches) implements RefusingLesson {

        @Override
        public String title() {
            return "training";
        }

        @Override
        public long batchesPerEpoch() {
            return batches.size();
        }

        @Override
        public List<List<EncodedExample>> epoch(long epoch) {
            return batches;
        }
    }
}
