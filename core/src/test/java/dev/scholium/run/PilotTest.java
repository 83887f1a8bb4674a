package dev.scholium.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.scholium.augment.check.CheckName;
import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Json;
import dev.scholium.pilot.Contrast;
import dev.scholium.pilot.PilotPlan;
import dev.scholium.pilot.PilotResults;
import dev.scholium.pilot.PilotSample;
import dev.scholium.pilot.TemplateFigures;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.teacher.Completion;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.Teacher;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherIdentity;
import dev.scholium.teacher.TokenUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PilotTest {

    private static final List<String> LABELS = List.of("entailment", "neutral", "contradiction");

    @TempDir
    Path folder;

    private final List<Question> asked = Collections.synchronizedList(new ArrayList<>());

    /** Row n has the premise "House n/2"; the teacher refuses row 0, writes no JSON about houses 1, 11 and 21. */
    private Completion answer(Question question) {
        String user = question.prompt().user();
        if (user.contains("House 0 ")) {
            return completion("I'm sorry, I cannot help with that.", "stop");
        }
        if (question.prompt().schema() == null) {
            return completion("It is so, hence entailment.", user.contains("House 2 ") ? "length" : "stop");
        }
        return completion(
                user.contains("1 is red") ? "No." : "{\"rationale\": \"It is so.\", \"label\": \"neutral\"}", "stop");
    }

    private static Completion completion(String text, String finishReason) {
        return new Completion(text, finishReason, new TokenUsage(100, 20), "house", Duration.ofMillis(250), text);
    }

    private Runner runner() {
        return ScriptedTeacher.runner(new ScriptedTeacher("house", question -> {
            asked.add(question);
            return answer(question);
        }));
    }

    private Recipe recipe(String... overrides) throws IOException {
        StringBuilder rows = new StringBuilder("uid,premise,hypothesis,label\n");
        for (int i = 0; i < 120; i++) {
            rows.append(i + ",House " + i / 2 + " is red.,It has a colour " + i + "," + LABELS.get(i % 3) + "\n");
        }
        Files.writeString(folder.resolve("rows.csv"), rows.toString());
        String file =
                "{file: rows.csv, format: columns, columns: {uid: uid, premise: premise, hypothesis: hypothesis, label: label}}";
        return new RecipeReader(Map.of()).read("houses.yaml", """
                        data: {train: FILE, dev: FILE}
                        teacher: {provider: built-in, model: house, price_input: 1, price_output: 10, max_requests_per_minute: 1000000}
                        evaluation: {splits: [dev]}
                        student: {size: tiny}
                        rationales:
                          extraction: {prompt: extraction}
                          free: {prompt: reasoning-label-free}
                        """.replace("FILE", file), folder, List.of(overrides));
    }

    private PilotResults pilot(int rows) throws IOException {
        return runner().pilot(
                        recipe(), new RunFolder(folder.resolve("run")), new PilotPlan(List.of(), rows, 1, 2), "pilot");
    }

    @Test
    void countsWhatCameBackByTemplate() throws IOException {
        PilotResults pilot = pilot(60);

        TemplateFigures extraction = pilot.templates().get(0);
        TemplateFigures free = pilot.templates().get(1);
        assertThat(extraction.refused().count()).isEqualTo(1);
        assertThat(extraction.parsed().count()).isEqualTo(59);
        assertThat(extraction.cutOff().count()).isEqualTo(1);
        assertThat(requireNonNull(extraction.faults().get("names-label")).count())
                .isEqualTo(59);
        assertThat(extraction.agreement()).isNull();
        assertThat(extraction.problems()).isEqualTo(Map.of("refusal", 1L));
        assertThat(free.repaired().count()).isEqualTo(6); // houses 1, 11, 21, 31, 41, 51
        assertThat(free.problems()).isEqualTo(Map.of("refusal", 1L));
        assertThat(requireNonNull(free.faults().get("names-label")).count()).isZero();
        assertThat(requireNonNull(free.agreement()).share()).isBetween(0.25, 0.4);
        assertThat(requireNonNull(free.words()).median()).isEqualTo(3);
        assertThat(requireNonNull(extraction.costPerThousandUsd()).mean()).isEqualTo(0.3);
        assertThat(extraction.splitQuestions()).isEqualTo(60); // two rows share a premise
        assertThat(free.splitQuestions()).isEqualTo(120);
        assertThat(requireNonNull(extraction.splitCostUsd()).mean()).isEqualTo(0.018);
        assertThat(extraction.latencyMs().median()).isEqualTo(250);
        assertThat(pilot.contrasts())
                .anySatisfy(contrast -> assertThat(contrast.sentence())
                        .isEqualTo("parsed: extraction against free +0.0 points [-4.5, +4.5]: so many rows cannot tell"
                                + " them apart (they show differences of 13 points)"))
                .anySatisfy(contrast -> assertThat(contrast.sentence())
                        .startsWith("names-label: extraction against free +98.3 points")
                        .endsWith("they differ"));
    }

    @Test
    void countsEveryCheckThatTheRecipeHasOn() throws IOException {
        PilotResults pilot = runner().pilot(
                        recipe(
                                "rationales.free.checks.too-short=off",
                                "rationales.free.checks.too-long={policy: ask-again, threshold: 2}"),
                        new RunFolder(folder.resolve("run")),
                        new PilotPlan(List.of(), 60, 1, 0),
                        "pilot");
        TemplateFigures extraction = pilot.templates().get(0);
        TemplateFigures free = pilot.templates().get(1);

        assertThat(extraction.faults().keySet())
                .containsExactlyElementsOf(Arrays.stream(CheckName.values())
                        .filter(name -> name != CheckName.JUDGE)
                        .map(CheckName::word)
                        .toList());
        assertThat(count(extraction, "cut-off")).isEqualTo(1);
        assertThat(count(extraction, "near-duplicate")).isEqualTo(58); // all say what the first said
        assertThat(count(extraction, "too-long")).isZero();
        assertThat(count(extraction, "too-short")).isZero(); // five words
        assertThat(free.faults()).doesNotContainKey("too-short");
        assertThat(count(free, "too-long")).isEqualTo(59); // three words are more than two
        assertThat(pilot.contrasts())
                .extracting(Contrast::figure)
                .contains("parsed", "too-long", "near-duplicate")
                .doesNotContain("too-short", "agreement");
    }

    private static long count(TemplateFigures template, String check) {
        return requireNonNull(template.faults().get(check)).count();
    }

    @Test
    void asksNothingTwiceAndLeavesItsAnswersToTheRun() throws IOException {
        PilotResults first = pilot(20);
        int after = asked.size();
        PilotResults second = pilot(20);
        assertThat(asked).hasSize(after);
        assertThat(second.requests()).isZero();
        assertThat(second.templates()).isEqualTo(first.templates());

        runner().run(recipe(), new RunFolder(folder.resolve("run")), Stage.AUGMENT, "augment");
        assertThat(asked.stream().map(Question::prompt)).doesNotHaveDuplicates();
    }

    @Test
    void writesItsFiguresAndPagesAndTheRunsReportShowsThem() throws IOException {
        PilotResults pilot = pilot(20);
        Path pilotFolder = folder.resolve("run/pilot");

        assertThat(PilotResults.read(pilotFolder.resolve("pilot.json"))).isEqualTo(pilot);
        assertThat(Files.readString(pilotFolder.resolve("pilot.html")))
                .contains("Agreement with gold", "It is so, hence entailment.")
                .doesNotContain("<script");
        assertThat(Files.readString(pilotFolder.resolve("pilot.md")))
                .contains("## What came back", "| free (reasoning-label-free 1) |");
        new dev.scholium.report.ReportWriter().write(folder.resolve("run"));
        assertThat(Files.readString(folder.resolve("run/report.html"))).contains("<h2 id=\"pilot\">Pilot</h2>");
    }

    @Test
    void aDryRunSendsNothing() throws IOException {
        DryRun dry = runner().pilotDryRun(
                        recipe(), new RunFolder(folder.resolve("run")), new PilotPlan(List.of(), 20, 1, 0));

        assertThat(dry.total().toAsk()).isEqualTo(40);
        assertThat(asked).isEmpty();
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void comparesAnyTemplatesByName() throws IOException {
        PilotPlan plan = new PilotPlan(List.of("free", "reasoning-sentence"), 10, 1, 0);
        PilotResults pilot = runner().pilot(recipe(), new RunFolder(folder.resolve("run")), plan, "pilot");

        assertThat(pilot.templates()).extracting(TemplateFigures::name).containsExactly("free", "reasoning_sentence");
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> runner().pilot(
                                recipe(),
                                new RunFolder(folder.resolve("run")),
                                new PilotPlan(List.of("free", "free"), 10, 1, 0),
                                "pilot"))
                .withMessage("--prompts: free stands there twice");
    }

    @Test
    void samplesEachLabelByItsShareAndNoPremiseTwice() throws IOException {
        List<Example> train = RunData.read(recipe()).of(DataSplit.TRAIN);
        for (long seed = 0; seed < 20; seed++) {
            List<Example> sample = PilotSample.choose(train, 30, seed);
            Map<String, Integer> labels = new TreeMap<>();
            sample.forEach(row -> labels.merge(row.label(), 1, Integer::sum));
            assertThat(labels).isEqualTo(Map.of("entailment", 10, "neutral", 10, "contradiction", 10));
            assertThat(sample).extracting(row -> row.field("premise")).doesNotHaveDuplicates();
            assertThat(PilotSample.choose(train, 30, seed)).isEqualTo(sample);
        }
        assertThat(PilotSample.choose(train, 30, 1)).isNotEqualTo(PilotSample.choose(train, 30, 2));
        assertThat(PilotSample.choose(train, 1000, 1)).hasSize(60);
    }

    @Test
    void showsWhatARealModelReplied() throws IOException {
        String variable = System.getProperty("SCHOLIUM_DATA", System.getenv("SCHOLIUM_DATA"));
        Path data = Path.of(variable == null ? "../../shared/data" : variable);
        assumeTrue(Files.exists(data.resolve("teacher/smollm2_r1.jsonl")), "needs the shared data; set SCHOLIUM_DATA");
        Recorded recorded = new Recorded(data.resolve("teacher/smollm2_r1.jsonl"));
        String file = "{file: " + data.resolve("anli/train_r1_first1000.jsonl").toAbsolutePath() + ", format: columns}";
        Recipe recipe = new RecipeReader(Map.of())
                .read(
                        "real.yaml",
                        """
                        data: {train: FILE, dev: FILE}
                        teacher: {provider: built-in, model: smollm2-135m, max_requests_per_minute: 1000000}
                        evaluation: {splits: [dev]}
                        student: {size: tiny}
                        rationales: {extraction: {prompt: extraction}, reasoning: {prompt: reasoning}}
                        """.replace("FILE", file),
                        folder,
                        List.of("data.train.limit=300", "data.dev.limit=10"));
        PilotResults pilot = ScriptedTeacher.runner(recorded)
                .pilot(recipe, new RunFolder(folder.resolve("run")), new PilotPlan(List.of(), 100, 1, 3), "pilot");

        assertThat(pilot.rows()).isEqualTo(100);
        for (TemplateFigures template : pilot.templates()) {
            assertThat(template.parsed().share()).as(template.name()).isBetween(0.8, 1.0);
            assertThat(requireNonNull(template.words()).median()).isBetween(5.0, 150.0);
            assertThat(template.completionTokens().mean()).isBetween(10.0, 200.0);
        }
        assertThat(pilot.templates().get(0).cutOff().count()).isEqualTo(recorded.cutOffAsked("extraction"));
        assertThat(pilot.templates().get(1).cutOff().count()).isEqualTo(recorded.cutOffAsked("reasoning"));
    }

    /** Replies of a real model by the row's texts. */
    private static final class Recorded implements Teacher {

        private final List<JsonNode> rows;
        private final List<JsonNode> cutOff = Collections.synchronizedList(new ArrayList<>());

        Recorded(Path file) throws IOException {
            this.rows = Files.readAllLines(file).stream()
                    .map(line -> Json.mapper().readTree(line))
                    .toList();
        }

        @Override
        public TeacherIdentity identity() {
            return new TeacherIdentity(TeacherConfig.BUILT_IN, "smollm2-135m", "");
        }

        @Override
        public Completion ask(Question question) {
            String user = question.prompt().user();
            boolean reasoning = user.startsWith("Premise: ");
            String texts = reasoning
                    ? user.substring(0, user.indexOf("\n\nIn 100 words"))
                    : user.substring(user.indexOf("\nText: "));
            JsonNode row = rows.stream()
                    .filter(candidate ->
                            candidate.path("kind").asString().equals(reasoning ? "reasoning" : "extraction"))
                    .filter(candidate -> lastMessage(candidate).contains(texts))
                    .findFirst()
                    .orElseThrow();
            JsonNode choice = row.path("response").path("choices").get(0);
            if (choice.path("finish_reason").asString().equals("length")) {
                cutOff.add(row);
            }
            JsonNode usage = row.path("response").path("usage");
            return new Completion(
                    choice.path("message").path("content").asString(),
                    choice.path("finish_reason").asString(),
                    new TokenUsage(
                            usage.path("prompt_tokens").asLong(),
                            usage.path("completion_tokens").asLong()),
                    "smollm2-135m",
                    Duration.ZERO,
                    "");
        }

        private static String lastMessage(JsonNode row) {
            JsonNode messages = row.path("request").path("messages");
            return messages.get(messages.size() - 1).path("content").asString();
        }

        long cutOffAsked(String kind) {
            return cutOff.stream()
                    .filter(row -> row.path("kind").asString().equals(kind))
                    .count();
        }
    }
}
