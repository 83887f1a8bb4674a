package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.evaluate.SweepRow.State;
import dev.scholium.file.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SweepChoiceTest {

    /**
     * A trial with its settings as {@code key=value}, the rationales first; like those with its {@code student.size}.
     */
    private static SweepRow row(State state, String point, double accuracy, boolean collapsed, String... settings) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (String setting : settings) {
            String[] pair = setting.split("=", 2);
            values.put(pair[0], Json.mapper().valueToTree(pair[1]));
        }
        return new SweepRow(
                point + "-seed1-00000000",
                point,
                1,
                0,
                settings[0].equals("rationales=none"),
                false,
                String.valueOf(values.get("student.size")),
                values,
                state,
                1,
                null,
                accuracy,
                null,
                accuracy,
                collapsed,
                "neutral",
                0.5,
                1.0,
                1.0);
    }

    private static SweepRow row(String point, double accuracy, String... settings) {
        return row(State.done, point, accuracy, false, settings);
    }

    private static final List<SweepRow> SIZES = List.of(
            row("labels_tiny", 0.45, "rationales=none", "student.size=tiny"),
            row("labels_mini", 0.50, "rationales=none", "student.size=mini"),
            row("palm_tiny", 0.47, "rationales=palm", "student.size=tiny"),
            row("palm_mini", 0.55, "rationales=palm", "student.size=mini"));

    @Test
    void aStudentIsComparedWithOneOfItsSize() {
        SweepChoice choice = SweepChoice.of(SIZES, List.of(), List.of());

        assertThat(choice.points()).containsExactly("palm_mini");
        assertThat(choice.baseline()).isEqualTo("labels_mini");
        assertThat(choice.allBaselines().baselineOf("palm_tiny")).isEqualTo("labels_tiny");
        assertThat(choice.allBaselines().contains("labels_tiny")).isTrue();
        assertThat(choice.isChosenOrBaseline("labels_tiny"))
                .as("its only candidate is not chosen: it does not see test")
                .isFalse();
    }

    @Test
    void whereAPointIsChosenForEachSizeItsBaselineSeesTestToo() {
        SweepChoice choice = SweepChoice.of(SIZES, List.of("student.size"), List.of());

        assertThat(choice.points()).containsExactly("palm_mini", "palm_tiny");
        assertThat(SIZES)
                .allSatisfy(row ->
                        assertThat(choice.isChosenOrBaseline(row.point())).isTrue());
    }

    @Test
    void aRateIsChosenForBaselineAndPointEachByItself() {
        SweepChoice choice = SweepChoice.of(
                List.of(
                        row("labels_lr1", 0.40, "rationales=none", "training.learning_rate=1"),
                        row("labels_lr2", 0.45, "rationales=none", "training.learning_rate=2"),
                        row("palm_lr1", 0.50, "rationales=palm", "training.learning_rate=1"),
                        row("palm_lr2", 0.30, "rationales=palm", "training.learning_rate=2")),
                List.of("rationales"),
                List.of());

        assertThat(choice.points()).containsExactly("palm_lr1");
        assertThat(choice.baseline()).isEqualTo("labels_lr2");
        assertThat(choice.baselines()).isEmpty();
    }

    @Test
    void newRowsAreComparedWithNone() {
        List<SweepRow> rows = List.of(
                row("labels", 0.40, "rationales=none", "augmentation=none"),
                row("labels_edited", 0.50, "rationales=none", "augmentation=edited"),
                row("palm_edited", 0.45, "rationales=palm", "augmentation=edited"));

        SweepChoice choice = SweepChoice.of(rows, List.of(), List.of());
        assertThat(choice.baseline()).isEqualTo("labels");
        assertThat(choice.points()).containsExactly("labels_edited");
        assertThat(choice.candidates()).isEqualTo(2);

        SweepChoice withoutPlainOne = SweepChoice.of(rows.subList(1, 3), List.of(), List.of());
        assertThat(withoutPlainOne.baseline()).isEqualTo("labels_edited");
        assertThat(withoutPlainOne.points()).containsExactly("palm_edited");
    }

    @Test
    void aCollapsedBaselineIsNamed() {
        SweepChoice choice = SweepChoice.of(
                List.of(
                        row(State.done, "labels_tiny", 0.33, true, "rationales=none", "student.size=tiny"),
                        row("labels_mini", 0.50, "rationales=none", "student.size=mini"),
                        row("palm_tiny", 0.47, "rationales=palm", "student.size=tiny"),
                        row("palm_mini", 0.55, "rationales=palm", "student.size=mini")),
                List.of("student.size"),
                List.of());

        assertThat(choice.warnings())
                .containsExactly("every labels-only point has collapsed that is like labels_tiny: a difference to"
                        + " labels_tiny says little");
    }

    @Test
    void everyPointHasABaselineOfItsSizeEvenThoseThatCannotBeChosen() {
        List<SweepRow> rows = new ArrayList<>(SIZES);
        rows.add(row("labels_tiny_lr2", 0.40, "rationales=none", "student.size=tiny"));
        rows.add(row(State.failed, "palm_tiny_lr2", 0, false, "rationales=palm", "student.size=tiny"));
        rows.add(row("labels_small", 0.30, "rationales=none", "student.size=small"));

        Baselines baselines = SweepChoice.of(rows, List.of(), List.of()).allBaselines();

        assertThat(List.of("labels_tiny_lr2", "palm_tiny_lr2"))
                .allSatisfy(point -> assertThat(baselines.baselineOf(point)).isEqualTo("labels_tiny"));
        assertThat(baselines.contains("labels_small"))
                .as("nothing else is of its size: it is compared with none")
                .isTrue();
    }

    @Test
    void withoutABaselineOfItsSizeTheBestIsTakenAndSaid() {
        List<SweepRow> rows = new ArrayList<>(SIZES);
        rows.set(1, row(State.failed, "labels_mini", 0, false, "rationales=none", "student.size=mini"));

        SweepChoice choice = SweepChoice.of(rows, List.of(), List.of());

        assertThat(choice.points()).containsExactly("palm_mini");
        assertThat(choice.baseline()).isEqualTo("labels_tiny");
        assertThat(choice.warnings())
                .contains("no labels-only point with the student and data of palm_mini is done: it is compared with"
                        + " labels_tiny");
    }

    @Test
    void whichPointsAreBaselinesDoesNotDependOnWhatFailed() {
        SweepChoice choice = SweepChoice.of(
                List.of(
                        row(State.failed, "labels", 0, false, "rationales=none", "augmentation=none"),
                        row("labels_edited", 0.50, "rationales=none", "augmentation=edited"),
                        row("palm_edited", 0.45, "rationales=palm", "augmentation=edited")),
                List.of(),
                List.of());

        assertThat(choice.baseline()).isEmpty();
        assertThat(choice.points()).containsExactly("labels_edited");
        assertThat(choice.candidates()).isEqualTo(2);
    }

    @Test
    void halvingKeepsABaselineOfEachSize() {
        List<SweepRow> rows = new ArrayList<>(SIZES);
        rows.add(row("labels_tiny_lr2", 0.60, "rationales=none", "student.size=tiny"));

        assertThat(SweepChoice.goingOn(rows, "accuracy", 2))
                .containsExactlyInAnyOrder("labels_tiny_lr2", "labels_mini", "palm_mini");
    }
}
