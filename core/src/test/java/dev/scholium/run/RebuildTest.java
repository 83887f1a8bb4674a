package dev.scholium.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Json;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.teacher.Completion;
import dev.scholium.teacher.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Checks with their policies, asking again, and rationales written anew from the journal. */
class RebuildTest {

    private static final String SOUND = "The house has a colour since red is one of them.";
    private static final String LEAKS = "This is neutral, since the house may be of any colour.";

    @TempDir
    Path path;

    private RunFolder folder = new RunFolder(Path.of("run"));
    private final Queue<Integer> asked = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void writeRows() throws IOException {
        folder = new RunFolder(path.resolve("run"));
        Files.writeString(path.resolve("rows.csv"), """
                uid,premise,hypothesis,label
                0,House 0 is red.,It has a colour.,entailment
                1,House 1 is red.,It is old.,neutral
                """);
    }

    private Recipe recipe(String... overrides) {
        String text = """
                name: checked
                data:
                  train: {file: rows.csv, format: columns, columns: {uid: uid, premise: premise, hypothesis: hypothesis, label: label}}
                  dev: {file: rows.csv, format: columns, columns: {uid: uid, premise: premise, hypothesis: hypothesis, label: label}}
                evaluation: {splits: [dev]}
                student: {size: tiny}
                teacher: {provider: built-in, model: scripted}
                rationales:
                  reasoning: {prompt: reasoning, splits: [train]}
                """;
        return new RecipeReader(Map.of()).read("checked.yaml", text, path, List.of(overrides));
    }

    private Runner runner(Function<Question, String> answers) {
        return ScriptedTeacher.runner(new ScriptedTeacher("scripted", question -> {
            asked.add(question.sample());
            return Completion.of("scripted", answers.apply(question));
        }));
    }

    private void augment(Function<Question, String> answers, String... overrides) {
        runner(answers).run(recipe(overrides), folder, Stage.AUGMENT, "augment");
    }

    private void rebuild(boolean force, String... overrides) {
        runner(question -> {
                    throw new IllegalStateException("nothing may be asked");
                })
                .rebuild(recipe(overrides), folder, force, "refilter");
    }

    private List<JsonNode> rows(String suffix) throws IOException {
        return Files.readAllLines(folder.augmented().resolve("reasoning-train" + suffix)).stream()
                .map(line -> Json.mapper().readTree(line))
                .toList();
    }

    private static String leaksOnce(Question question) {
        boolean second = question.prompt().user().contains("House 1");
        return second && question.sample() == 0 ? LEAKS : SOUND + (second ? " It may be old or not." : "");
    }

    @Test
    void flagsByDefaultAndRejectsWhenTold() throws IOException {
        augment(RebuildTest::leaksOnce);
        assertThat(rows(".jsonl").get(1).path("checks").toString()).isEqualTo("[\"names-label\"]");
        assertThat(rows(".jsonl").get(0).has("findings")).isFalse();
        assertThat(rows(".jsonl").get(1).path("findings").toString()).isEqualTo("[\"names-label: neutral\"]");

        rebuild(false, "rationales.reasoning.checks.names-label=reject");

        assertThat(rows(".jsonl")).hasSize(1);
        JsonNode rejected = rows(".rejected.jsonl").get(0);
        assertThat(rejected.path("reason").asString()).isEqualTo("names-label");
        assertThat(rejected.path("reply").asString()).isEqualTo(LEAKS);
        assertThat(rejected.path("reasons").toString()).isEqualTo("[\"names-label: neutral\"]");
        assertThat(asked).containsExactlyInAnyOrder(0, 0);
    }

    @Test
    void asksAgainUntilAReplyIsBetter() throws IOException {
        augment(RebuildTest::leaksOnce, "rationales.reasoning.checks.names-label=ask-again");

        assertThat(asked).containsExactlyInAnyOrder(0, 0, 1);
        assertThat(rows(".jsonl")).hasSize(2);
        assertThat(rows(".jsonl").get(1).path("checks").isEmpty()).isTrue();
    }

    @Test
    void stopsAskingAgainAtTheLimit() throws IOException {
        augment(
                question -> LEAKS,
                "rationales.reasoning.checks.names-label=ask-again",
                "rationales.reasoning.checks.max_repeats=3");

        assertThat(asked).hasSize(8);
        assertThat(rows(".jsonl")).isEmpty();
        assertThat(rows(".rejected.jsonl")).hasSize(2);
    }

    @Test
    void asksAboutAnEmptyReplyAgainWhenTold() throws IOException {
        augment(question -> question.sample() == 0 ? "" : SOUND, "rationales.reasoning.checks.empty=ask-again");

        assertThat(asked).hasSize(4);
        assertThat(rows(".jsonl")).hasSize(2);
    }

    @Test
    void rebuildingWithoutAChangeGivesTheSameBytes() throws IOException {
        augment(RebuildTest::leaksOnce);
        byte[] before = Files.readAllBytes(folder.augmented().resolve("reasoning-train.jsonl"));

        rebuild(false);

        assertThat(Files.readAllBytes(folder.augmented().resolve("reasoning-train.jsonl")))
                .isEqualTo(before);
    }

    @Test
    void rejectsARowWhoseFurtherAnswerIsNotThere() throws IOException {
        augment(RebuildTest::leaksOnce);

        rebuild(false, "rationales.reasoning.checks.names-label=ask-again");

        assertThat(rows(".rejected.jsonl").get(0).path("reason").asString()).isEqualTo("no answer from the teacher");
    }

    @Test
    void refusesWhereStudentsWouldBecomeStale() throws IOException {
        augment(RebuildTest::leaksOnce);
        Files.createDirectories(folder.trials());

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> rebuild(false))
                .withMessage(folder.trials() + ": holds students that have learnt from the present rationales; with"
                        + " --force the rationales are written anew, and these students, their predictions,"
                        + " results.json and the report become stale");
        rebuild(true);
        assertThat(folder.manifest()).content().contains("students and results are stale");
    }

    @Test
    void refusesAnythingButOtherChecks() {
        augment(RebuildTest::leaksOnce);

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> rebuild(false, "training.epochs=2"))
                .withMessageEndingWith("but so did training.epochs: there 5.0, here 2.0");
    }
}
