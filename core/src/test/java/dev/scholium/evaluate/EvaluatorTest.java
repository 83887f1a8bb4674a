package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.data.LabelSet;
import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTest {

    private static final LabelSet NLI = LabelSet.nli();

    @TempDir
    private Path folder;

    /** Worked by hand: 10 rows, gold 4 entailment, 3 neutral, 3 contradiction. */
    private static final List<Prediction> TEN = List.of(
            Rows.row(1, "entailment", "entailment"),
            Rows.row(2, "entailment", "entailment"),
            Rows.row(3, "entailment", "neutral"),
            Rows.row(4, "entailment", null),
            Rows.row(5, "neutral", "neutral"),
            Rows.row(6, "neutral", "entailment"),
            Rows.row(7, "neutral", "neutral"),
            Rows.row(8, "contradiction", "contradiction"),
            Rows.row(9, "contradiction", "entailment"),
            Rows.row(10, "contradiction", null));

    @Test
    void countsMalformedOutputsAsWrong() {
        Evaluation evaluation = new Evaluator().evaluate(TEN, NLI);

        assertThat(evaluation.rows()).isEqualTo(10);
        assertThat(evaluation.accuracy()).isEqualTo(0.5);
        assertThat(evaluation.malformedRate()).isEqualTo(0.2);
        assertThat(evaluation.accuracyScored()).isEqualTo(0.7);
        assertThat(evaluation.cutOffRate()).isEqualTo(0.1);
        assertThat(evaluation.majorityAccuracy()).isEqualTo(0.4);
        assertThat(evaluation.majorityShare()).isEqualTo(0.4);
        assertThat(evaluation.collapsed()).isFalse();
        assertThat(evaluation.bleu()).isEmpty();
    }

    @Test
    void keepsGoldLabelsInRowsAndAnswersInColumns() {
        ConfusionMatrix confusion = new Evaluator().evaluate(TEN, NLI).confusion();

        assertThat(confusion.counts())
                .containsExactly(List.of(2L, 1L, 0L, 1L), List.of(1L, 2L, 0L, 0L), List.of(1L, 0L, 1L, 1L));
    }

    @Test
    void scoresEachLabel() {
        ConfusionMatrix confusion = new Evaluator().evaluate(TEN, NLI).confusion();

        assertThat(confusion.classScores())
                .containsExactly(
                        new ClassScores("entailment", 0.5, 0.5, 0.5, 4, 4),
                        new ClassScores("neutral", 2 / 3.0, 2 / 3.0, 2 / 3.0, 3, 3),
                        new ClassScores("contradiction", 1, 1 / 3.0, 0.5, 3, 1));
        assertThat(confusion.macroF1()).isCloseTo((0.5 + 2 / 3.0 + 0.5) / 3, within(1e-12));
    }

    @Test
    void comparesRationalesOnlyWhereThereIsAReference() {
        Evaluation evaluation = new Evaluator()
                .evaluate(
                        List.of(
                                Rows.row(1, "neutral", "neutral", "it was not said at all", "it was not said at all"),
                                Rows.row(2, "neutral", "neutral", "something else entirely here now", " ")),
                        NLI);

        assertThat(evaluation.rationales()).isEqualTo(1);
        assertThat(evaluation.bleu().orElseThrow().score()).isCloseTo(100, within(1e-9));
    }

    @Test
    void readsTheOneReferenceThatTheFirstVersionsWrote() throws IOException {
        Path file = folder.resolve("old.jsonl");
        Files.writeString(file, """
                {"uid": "a", "gold_label": "neutral", "label": "neutral", "label_scored": "neutral", "scores": {}, "rationale": "so",\
                 "reference_rationale": "so it is", "output": "", "malformed": false, "cut_off": false, "fields": {}}
                {"uid": "b", "gold_label": "neutral", "label": "neutral", "label_scored": "neutral", "scores": {}, "rationale": "so",\
                 "reference_rationale": "", "output": "", "malformed": false, "cut_off": false, "fields": {}}
                """);
        List<List<String>> references = new ArrayList<>();

        PredictionFile.read(file, row -> references.add(row.referenceRationales()));

        assertThat(references).containsExactly(List.of("so it is"), List.of());
    }

    @Test
    void seesACollapseToALabelAndToMalformedOutputs() {
        assertThat(new Evaluator().evaluate(answers("neutral", 95), NLI).collapsed())
                .isTrue();
        assertThat(new Evaluator().evaluate(answers("neutral", 70), NLI).collapsed())
                .isFalse();
        assertThat(new Evaluator().evaluate(answers(null, 100), NLI).collapsed())
                .isTrue();
    }

    @Test
    void doesNotCallOneAnswerACollapseWhereNearlyAllRowsAreSo() {
        List<Prediction> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(Rows.row(i, i < 91 ? "neutral" : "entailment", "neutral"));
        }

        assertThat(new Evaluator().evaluate(rows, NLI).collapsed()).isFalse();
    }

    /** 100 rows of balanced gold labels; so many of them get the one answer, the others the next label. */
    private static List<Prediction> answers(@Nullable String answer, int count) {
        List<Prediction> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(Rows.row(i, NLI.names().get(i % 3), i < count ? answer : "contradiction"));
        }
        return rows;
    }

    @Test
    void refusesRowsThatCannotBeCounted() {
        Evaluator evaluator = new Evaluator();

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> evaluator.evaluate(List.of(), NLI))
                .withMessage("predictions: there must be a prediction at least, but there is none");
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> evaluator.evaluate(List.of(TEN.get(0), TEN.get(0)), NLI))
                .withMessage("predictions: uid row-1 must occur once, but occurs twice");
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> evaluator.evaluate(List.of(Rows.row(1, "maybe", "neutral")), NLI))
                .withMessage("predictions: uid row-1: label must be one of [entailment, neutral, contradiction], "
                        + "but was \"maybe\"");
    }
}
