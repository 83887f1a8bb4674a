package dev.scholium.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.scholium.data.Label;
import dev.scholium.data.LabelSet;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.student.StudentTask.Output;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudentTaskTest {

    private static final StudentTask RATIONALE_FIRST = StudentTask.nli().withLayout(TargetLayout.RATIONALE_FIRST);

    @Test
    void eachLayoutHasItsTargets() {
        assertThat(StudentTask.nli().targets("neutral", "It may rain."))
                .containsExactly("Neutral Explanation: It may rain.");
        assertThat(RATIONALE_FIRST.targets("neutral", "It may rain.")).containsExactly("It may rain. Label: Neutral");
        assertThat(StudentTask.nli().withLayout(TargetLayout.TWO_TASK).targets("neutral", "It may rain."))
                .containsExactly("Neutral", "It may rain.");
    }

    @ParameterizedTest
    @EnumSource(TargetLayout.class)
    void parsesItsOwnTargets(TargetLayout layout) {
        StudentTask task = StudentTask.nli().withLayout(layout);
        for (String rationale : List.of("", "It may rain.", "Neutral is right. Label: Neutral", "Label:", "x")) {
            List<String> targets = task.targets("contradiction", rationale);
            String output = targets.size() == 1 ? targets.get(0) : task.joined(targets.get(0), targets.get(1));

            assertThat(task.parse(output)).isEqualTo(new Output(Optional.of("contradiction"), rationale));
        }
    }

    @ParameterizedTest
    @EnumSource(TargetLayout.class)
    void everyBeginningOfAnOutputGivesABeginningOfItsRationale(TargetLayout layout) {
        StudentTask task = StudentTask.nli().withLayout(layout);
        for (String rationale : List.of("", "It may rain.", "Neutral is right. Label: Neutral", "Expl", "La la", "x")) {
            List<String> targets = task.targets("contradiction", rationale);
            String output = targets.size() == 1 ? targets.get(0) : task.joined(targets.get(0), targets.get(1));

            String before = "";
            for (int end = 0; end <= output.length(); end++) {
                String soFar = task.rationaleSoFar(output.substring(0, end));
                assertThat(soFar).startsWith(before);
                assertThat(rationale).startsWith(soFar);
                before = soFar;
            }
        }
    }

    @Test
    void aRationaleIsReadAsSoonAsItIsSettled() {
        assertThat(StudentTask.nli().rationaleSoFar("Neutral Explanation: It may"))
                .isEqualTo("It may");
        assertThat(StudentTask.nli().rationaleSoFar("Neutral Explanat")).isEmpty();
        assertThat(StudentTask.nli().rationaleSoFar("Maybe Explanation: It may"))
                .isEmpty();
        assertThat(RATIONALE_FIRST.rationaleSoFar("It may rain. Lab")).isEqualTo("It may rain.");
        assertThat(RATIONALE_FIRST.rationaleSoFar("It may rain. Label: Neu")).isEqualTo("It may rain.");
        assertThat(RATIONALE_FIRST.rationaleSoFar("It may rain. Label: New")).isEqualTo("It may rain. Label: New");
        assertThat(RATIONALE_FIRST.rationaleSoFar("Neu")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "It may rain.",
                "It may rain. Label:",
                "It may rain. Label: Maybe",
                "It is Neutral",
                "It may rain. Label: Neutral.",
                "Neutral Explanation: It may rain."
            })
    void rationaleFirstIsMalformedWithoutALabelAtItsEnd(String output) {
        assertThat(RATIONALE_FIRST.parse(output)).isEqualTo(new Output(Optional.empty(), output));
    }

    @ParameterizedTest
    @CsvSource({
        "so. Label: not entailed, not entailed, so.",
        "so. Label: entailed, entailed, so.",
        "Label: entailed, entailed, ''",
        "not entailed, not entailed, ''"
    })
    void theLongerOfTwoLabelsThatEndAlikeIsMeant(String output, String label, String rationale) {
        LabelSet labels = new LabelSet(List.of(new Label("entailed", Set.of()), new Label("not entailed", Set.of())));
        StudentTask task = new StudentTask(
                labels,
                "{premise}",
                List.of("entailed", "not entailed"),
                " because ",
                " Label: ",
                TargetLayout.RATIONALE_FIRST);

        assertThat(task.parse(output)).isEqualTo(new Output(Optional.of(label), rationale));
    }

    @Test
    void aBlankLabelSeparatorIsABlank() {
        StudentTask task = new StudentTask(
                LabelSet.nli(),
                "{premise}",
                List.of("Entailment", "Neutral", "Contradiction"),
                " ",
                " ",
                TargetLayout.RATIONALE_FIRST);

        assertThat(task.parse("it may rain Neutral")).isEqualTo(new Output(Optional.of("neutral"), "it may rain"));
        assertThat(task.parse("it may be unNeutral").label()).isEmpty();
    }

    @Test
    void aMalformedAnswerStaysMalformedWhenARationaleIsJoined() {
        StudentTask task = StudentTask.nli().withLayout(TargetLayout.TWO_TASK);

        assertThat(task.parse(task.joined("", "Neutral weather")).label()).isEmpty();
        assertThat(task.parse(task.joined("Maybe", "Neutral weather")).label()).isEmpty();
    }

    private static Recipe recipe(String systems, String... set) {
        return new RecipeReader(java.util.Map.of())
                .read(
                        "my.yaml",
                        "data: {train: {file: a.jsonl}, dev: {file: b.jsonl}, test: {file: c.jsonl}}\n"
                                + "student: {size: tiny}\nrationales: {why: {column: reason}}\n" + systems,
                        Path.of("."),
                        List.of(set));
    }

    @Test
    void systemsOfOneRecipeMayDifferInTheirLayout() {
        Recipe recipe = recipe("systems: {first: {rationales: why}, last: {rationales: why, training: {layout:"
                + " rationale-first}}}");

        assertThat(recipe.systems().values())
                .extracting(system -> system.training().layout())
                .containsExactly(TargetLayout.LABEL_FIRST, TargetLayout.RATIONALE_FIRST);
    }

    @Test
    void labelsOnlyStudentsHaveOneLayout() {
        TrainingConfig config = recipe("", "training.layout=two-task").training();

        assertThat(config.layout()).isEqualTo(TargetLayout.TWO_TASK);
        assertThat(config.labelsOnly().layout()).isEqualTo(TargetLayout.LABEL_FIRST);
    }

    @Test
    void theFirstTokenIsALabelOnlyWhereTheLabelComesFirst() {
        TrainingConfig config = recipe("", "training.boundary=first-token").training();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.with(java.util.Map.of("layout", "two-task")))
                .withMessage("boundary first-token is the first token of a label, so layout must be label-first, but is"
                        + " two-task");
    }
}
