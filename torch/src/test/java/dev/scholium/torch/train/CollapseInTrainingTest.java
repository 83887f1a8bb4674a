package dev.scholium.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.evaluate.ConfusionMatrix;
import dev.scholium.student.TrainingMetrics;
import dev.scholium.torch.train.Lesson.Evaluation;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A student that gives one answer for all rows is told from one that is merely weak while it still trains. */
class CollapseInTrainingTest {

    private static final List<String> LABELS = List.of("entailment", "neutral", "contradiction");

    /** Each row: gold; each column: what was answered, and last malformed outputs. */
    private static Evaluation evaluation(List<Long> first, List<Long> second, List<Long> third) {
        return new DevEvaluation(new ConfusionMatrix(LABELS, List.of(first, second, third)), 0.5, null);
    }

    private static Evaluation allNeutral() {
        return evaluation(List.of(1L, 9L, 0L, 0L), List.of(0L, 10L, 0L, 0L), List.of(0L, 10L, 0L, 0L));
    }

    private static Evaluation weak() {
        return evaluation(List.of(5L, 5L, 0L, 0L), List.of(0L, 10L, 0L, 0L), List.of(0L, 5L, 5L, 0L));
    }

    @Test
    void saysWhichAnswerTookTheRows() {
        assertThat(allNeutral().collapse()).isEqualTo("97 % of the dev rows are answered neutral (entropy 0.21 bits)");
        assertThat(weak().collapse()).isEmpty();
    }

    @Test
    void malformedOutputsAreOneAnswer() {
        List<Long> none = List.of(0L, 0L, 0L, 10L);

        assertThat(evaluation(none, none, none).collapse())
                .isEqualTo("100 % of the dev rows have no label (entropy 0.00 bits)");
    }

    @Test
    void theLineHoldsTheEntropyAndTheVerdict() {
        TrainingMetrics line = allNeutral().line(4, 0.5, 1);

        assertThat(line.evalCollapsed()).isTrue();
        assertThat(Objects.requireNonNull(line.evalAnswerEntropy())).isCloseTo(0.2108, within(1e-4));
        assertThat(line.evalMajorityShare()).isEqualTo(29 / 30.0);
        assertThat(weak().line(4, 0.5, 1).evalCollapsed()).isFalse();
    }
}
