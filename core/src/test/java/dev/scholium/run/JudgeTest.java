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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A teacher that judges its own rationales: row 0 well, row 1 as unfaithful, row 2 as another label's, row 3 never. */
class JudgeTest {

    private static final String JUDGE = "rationales.reasoning.checks.judge=";

    private static final String RECIPE = """
            name: judged
            data:
              train: {file: rows.csv, format: columns, columns: {uid: uid, premise: premise, hypothesis: hypothesis, label: label}}
              dev: {file: rows.csv, format: columns, columns: {uid: uid, premise: premise, hypothesis: hypothesis, label: label}}
            evaluation: {splits: [dev]}
            student: {size: tiny}
            teacher: {provider: built-in, model: scripted}
            rationales:
              reasoning: {prompt: reasoning, splits: [train]}
            """;

    @TempDir
    Path path;

    private RunFolder folder = new RunFolder(Path.of("run"));
    private final Queue<Question> asked = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void writeRows() throws IOException {
        folder = new RunFolder(path.resolve("run"));
        Files.writeString(path.resolve("rows.csv"), """
                uid,premise,hypothesis,label
                0,House 0 is red.,It has a colour.,entailment
                1,House 1 is red.,It is old.,neutral
                2,House 2 is red.,It is blue.,contradiction
                3,House 3 is red.,It is a house.,entailment
                """);
    }

    private Recipe recipe(String... overrides) {
        return new RecipeReader(Map.of()).read("judged.yaml", RECIPE, path, List.of(overrides));
    }

    private static String answer(Question question) {
        String user = question.prompt().user();
        boolean isRepair = user.startsWith("Your reply cannot be used");
        if (!isRepair && !user.contains("\nRationale: ")) {
            return "House " + user.charAt("Premise: House ".length()) + " has a colour since red is one of them.";
        }
        String about = isRepair ? question.prompt().demonstrations().get(0).user() : user;
        return switch (about.charAt("Premise: House ".length())) {
            case '0' -> isRepair ? judgement(5, 4, "entailment") : "It is good.";
            case '1' -> judgement(2, 3, "none");
            case '2' -> "{\"faithfulness\": \"4\", \"usefulness\": \"4\", \"label\": \"neutral\"}";
            default -> judgement(6, 1, "entailment");
        };
    }

    private static String judgement(int faithfulness, int usefulness, String label) {
        return "{\"faithfulness\": %d, \"usefulness\": %d, \"label\": \"%s\"}"
                .formatted(faithfulness, usefulness, label);
    }

    private Runner runner() {
        return ScriptedTeacher.runner(new ScriptedTeacher("scripted", question -> {
            asked.add(question);
            return Completion.of("scripted", answer(question));
        }));
    }

    private void augment(String... overrides) {
        runner().run(recipe(overrides), folder, Stage.AUGMENT, "augment");
    }

    private void refilter(String... overrides) {
        int before = asked.size();
        runner().rebuild(recipe(overrides), folder, false, "refilter");
        assertThat(asked).hasSize(before);
    }

    private List<JsonNode> rows(String suffix) throws IOException {
        return Files.readAllLines(folder.augmented().resolve("reasoning-train" + suffix)).stream()
                .map(line -> Json.mapper().readTree(line))
                .toList();
    }

    private JsonNode figures() throws IOException {
        return Json.mapper()
                .readTree(Files.readString(folder.manifest()))
                .path("rationales")
                .get(0)
                .path("judge");
    }

    @Test
    void keepsScoresAndFlagsLowOnesAndAnotherLabel() throws IOException {
        augment(JUDGE + "flag");

        List<JsonNode> rows = rows(".jsonl");
        assertThat(rows.get(0).path("judge").path("faithfulness").asInt()).isEqualTo(5);
        assertThat(rows.get(0).path("judge").path("usefulness").asInt()).isEqualTo(4);
        assertThat(rows.get(0).path("judge").path("label").asString()).isEqualTo("entailment");
        assertThat(rows.get(0).path("judge").path("request_hash").asString()).hasSize(64);
        assertThat(rows.get(1).path("judge").path("label").asString("missing")).isEmpty();
        assertThat(rows.stream().map(row -> row.path("checks").toString()))
                .containsExactly("[]", "[\"judge\"]", "[\"judge\"]", "[]");
        assertThat(figures().toString())
                .isEqualTo("{\"judged\":3,\"unusable\":1,\"unanswered\":0,\"other_label\":1,"
                        + "\"faithfulness\":3.6666666666666665,\"usefulness\":3.6666666666666665}");
        assertThat(Files.readString(folder.manifest())).contains("\"reasoning (judge)\"");
        assertThat(asked)
                .as("four rationales, four judgements, two repairs of these")
                .hasSize(10);
    }

    @Test
    void isNotToldTheGoldLabel() {
        augment(JUDGE + "flag");

        assertThat(asked.stream()
                        .map(question -> question.prompt().user())
                        .filter(user -> user.contains("House 1") && user.contains("\nRationale: ")))
                .singleElement()
                .asString()
                .startsWith("""
                        Premise: House 1 is red.
                        Hypothesis: It is old.
                        Rationale: House 1 has a colour since red is one of them.

                        """)
                .contains("Label: which of entailment, neutral, contradiction it argues for;");
    }

    @Test
    void rejectsWhatTheJudgeFindsPoorAndKeepsWhatItDoesNotJudge() throws IOException {
        augment(JUDGE + "reject");

        assertThat(rows(".jsonl").stream().map(row -> row.path("uid").asString()))
                .containsExactly("0", "3");
        assertThat(rows(".jsonl").get(1).has("judge")).isFalse();
        JsonNode unfaithful = rows(".rejected.jsonl").get(0);
        assertThat(unfaithful.path("reason").asString()).isEqualTo("judge");
        assertThat(unfaithful.path("reply").asString()).isEqualTo("House 1 has a colour since red is one of them.");
        assertThat(unfaithful.path("reasons").toString()).isEqualTo("[\"judge: faithfulness 2\"]");
        assertThat(unfaithful.path("judge").path("usefulness").asInt()).isEqualTo(3);
        assertThat(rows(".rejected.jsonl").get(1).path("detail").asString()).isEqualTo("argues for neutral");
    }

    @Test
    void asksNothingAgainAndChangesItsPolicyFromTheJournal() throws IOException {
        augment(JUDGE + "flag");
        byte[] before = Files.readAllBytes(folder.augmented().resolve("reasoning-train.jsonl"));
        Files.delete(folder.augmented().resolve("reasoning-train.jsonl"));

        augment(JUDGE + "flag");

        assertThat(asked).hasSize(10);
        assertThat(folder.augmented().resolve("reasoning-train.jsonl")).hasBinaryContent(before);
        refilter(JUDGE + "{policy: reject, faithfulness: 2, usefulness: 4}");
        assertThat(rows(".rejected.jsonl").stream()
                        .map(row -> row.path("detail").asString()))
                .containsExactly("usefulness 3", "argues for neutral");
    }

    @Test
    void leavesRowsUnjudgedWithoutAnAnswerUntilItIsAsked() throws IOException {
        augment();
        assertThat(rows(".jsonl").get(0).has("judge")).isFalse();

        refilter(JUDGE + "reject");
        assertThat(rows(".jsonl")).hasSize(4);
        assertThat(figures().path("unanswered").asInt()).isEqualTo(4);

        augment(JUDGE + "reject");
        assertThat(rows(".jsonl")).hasSize(2);
        assertThat(figures().path("unanswered").asInt()).isZero();
        assertThat(asked).hasSize(10);
    }

    @Test
    void isCountedByTheDryRun() {
        DryRun.Line plain = runner().dryRun(recipe(), folder).total();
        DryRun.Line judged = runner().dryRun(recipe(JUDGE + "flag"), folder).total();

        assertThat(plain).returns(4L, DryRun.Line::toAsk).returns(0L, DryRun.Line::likelyThen);
        assertThat(judged)
                .returns(4L, DryRun.Line::toAsk)
                .returns(4L, DryRun.Line::likelyThen)
                .returns(8L, DryRun.Line::mostThen);
        assertThat(judged.input().expected()).isGreaterThan(plain.input().expected());
        assertThat(asked).isEmpty();

        augment();
        assertThat(runner().dryRun(recipe(JUDGE + "flag"), folder).total())
                .as("the rationales are there")
                .returns(4L, DryRun.Line::toAsk)
                .returns(0L, DryRun.Line::likelyThen)
                .returns(4L, DryRun.Line::mostThen);
    }

    @Test
    void isCountedForEachRowOfASharedRationale() throws IOException {
        String rows = Files.readString(path.resolve("rows.csv"));
        Files.writeString(path.resolve("rows.csv"), rows.replaceAll("House \\d", "House 0"));
        DryRun.Line extraction = runner().dryRun(
                        recipe("rationales.reasoning.prompt=extraction", JUDGE + "flag"), folder)
                .total();

        assertThat(extraction).returns(1L, DryRun.Line::toAsk).returns(4L, DryRun.Line::likelyThen);
    }

    @Test
    void refusesATaskThatItsPromptDoesNotFit() {
        String claims = RECIPE.replace("hypothesis: hypothesis", "claim: hypothesis")
                + "task: {fields: [premise, claim], source: \"{premise} {claim}\"}\n";
        Recipe recipe = new RecipeReader(Map.of())
                .read("judged.yaml", claims, path, List.of("rationales.reasoning.prompt=extraction", JUDGE + "flag"));

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> runner().run(recipe, folder, Stage.AUGMENT, "augment"))
                .withMessage("prompt template judge: names the field {hypothesis}, but the task's fields are"
                        + " [premise, claim, rationale]");
        assertThat(asked).isEmpty();
    }
}
