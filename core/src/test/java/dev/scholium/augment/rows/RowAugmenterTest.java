package dev.scholium.augment.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.augment.words.ProtectedWords;
import dev.scholium.augment.words.Protection;
import dev.scholium.augment.words.WordEditor;
import dev.scholium.augment.words.WordNet;
import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Json;
import dev.scholium.progress.Progress;
import dev.scholium.prompt.PromptTemplate;
import dev.scholium.prompt.PromptTemplates;
import dev.scholium.teacher.ChatTeacher;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.RetryPolicy;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherPool;
import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RowAugmenterTest {

    private static MockTeacherServer server;

    @TempDir
    Path folder;

    @BeforeAll
    static void startServer() {
        server = MockTeacherServer.start(0, Duration.ZERO, MockBehaviour.FAULTLESS);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static List<Example> rows(int count) {
        List<Example> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("premise", "The house number " + i + " has a red door.");
            fields.put("hypothesis", "House " + i + " has a large door.");
            rows.add(new Example("row-" + i, fields, LabelSet.nli().names().get(i % 3), Map.of()));
        }
        return rows;
    }

    private RowJob job(String name, RowSource source, int perRow, RowLimits limits, int rows) {
        return new RowJob(
                name,
                rows(rows),
                List.of("premise", "hypothesis"),
                LabelSet.nli(),
                "hypothesis",
                source,
                perRow,
                limits,
                1,
                folder.resolve("augmented"));
    }

    private RowSummary taught(RowMethod method, boolean verify, int perRow, RowLimits limits, int rows, double price) {
        TeacherConfig config = TeacherConfig.defaults()
                .with(Map.of(
                        "base_url", server.baseUrl(), "model", "mock-teacher", "max_requests_per_minute", 1_000_000))
                .with(Map.of("price_input", price, "price_output", price, "max_concurrent_requests", 4));
        List<PromptTemplate> templates = method == RowMethod.BACK_TRANSLATION
                ? List.of(PromptTemplates.find("translation"), PromptTemplates.find("back-translation"))
                : List.of(PromptTemplates.find(method.word()));
        PromptTemplate verifier = verify ? PromptTemplates.find("reasoning-label-free-text") : null;
        try (Journal journal = Journal.open(folder.resolve("journal.sqlite"), Clock.systemUTC())) {
            TeacherPool pool = new TeacherPool(
                    ChatTeacher.of(config, Map.of(), Clock.systemUTC()), config, journal, RetryPolicy.defaults(), 1);
            RowSource source = new RowSource.Taught(method, templates, verifier, "French", pool);
            return new RowAugmenter(Progress.none()).augment(job(method.word(), source, perRow, limits, rows));
        }
    }

    private static RowSource edits(RowMethod method, long seed) {
        ProtectedWords words = new ProtectedWords(List.of(Protection.values()), LabelSet.nli(), List.of());
        return new RowSource.Edited(method, new WordEditor(0.2, words, WordNet.open()), seed);
    }

    private List<JsonNode> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve("augmented").resolve(file)).stream()
                .map(line -> Json.mapper().readTree(line))
                .toList();
    }

    private static long asked(RowSummary summary) {
        return Objects.requireNonNull(summary.asking()).asked();
    }

    @Test
    void aParaphraseKeepsLabelAndPremise() throws IOException {
        RowSummary summary = taught(RowMethod.PARAPHRASE, false, 1, RowLimits.NONE, 6, 1);

        assertThat(summary.made()).isEqualTo(6);
        assertThat(asked(summary)).isEqualTo(6);
        JsonNode row = lines("paraphrase-train.rows.jsonl").get(4);
        assertThat(row.path("uid").asString()).isEqualTo("row-4~paraphrase-1");
        assertThat(row.path("label").asString()).isEqualTo("neutral");
        assertThat(row.path("fields").path("premise").asString()).isEqualTo("The house number 4 has a red door.");
        assertThat(row.path("fields").path("hypothesis").asString())
                .isEqualTo("In other words: House 4 has a large door.");
        assertThat(row.path("origin").path("method").asString()).isEqualTo("paraphrase");
        assertThat(row.path("origin").path("template_hash").asString())
                .isEqualTo(PromptTemplates.find("paraphrase").hash());
        assertThat(row.path("origin").path("request_hashes")).hasSize(1);
    }

    @Test
    void aBackTranslationAsksThereAndBack() throws IOException {
        RowSummary summary = taught(RowMethod.BACK_TRANSLATION, false, 1, RowLimits.NONE, 5, 1);

        assertThat(asked(summary)).isEqualTo(10);
        JsonNode row = lines("back-translation-train.rows.jsonl").get(2);
        assertThat(row.path("fields").path("hypothesis").asString())
                .isEqualTo("Back in English, Traduit: House 2 has a large door.");
        assertThat(row.path("origin").path("request_hashes")).hasSize(2);
    }

    /** The mock's verdict is drawn by checksum: about a third of it is the wanted label. */
    @Test
    void aCounterfactualIsTakenOnlyWhereTheTeacherFindsItsLabel() throws IOException {
        RowSummary summary = taught(RowMethod.COUNTERFACTUAL, true, 2, RowLimits.NONE, 30, 1);

        List<JsonNode> made = lines("counterfactual-train.rows.jsonl");
        List<JsonNode> rejected = lines("counterfactual-train.rows.rejected.jsonl");
        assertThat(made).isNotEmpty().hasSize((int) summary.made());
        assertThat(made.size() + rejected.size()).isEqualTo(60);
        Map<String, String> labels = new LinkedHashMap<>();
        rows(30).forEach(row -> labels.put(row.uid(), row.label()));
        for (JsonNode row : made) {
            String label = row.path("label").asString();
            assertThat(label)
                    .isNotEqualTo(labels.get(row.path("origin").path("parent").asString()));
            assertThat(row.path("origin").path("verified_label").asString()).isEqualTo(label);
            assertThat(row.path("origin").path("request_hashes")).hasSize(2);
        }
        List<JsonNode> disagreeing = rejected.stream()
                .filter(row -> row.path("reason").asString().equals(TaughtRows.OTHER_LABEL))
                .toList();
        assertThat(disagreeing).isNotEmpty().allSatisfy(row -> {
            assertThat(row.path("detail").asString())
                    .isNotEqualTo(row.path("label").asString());
            assertThat(row.path("reply").asString()).startsWith("It is otherwise: ");
        });
    }

    @Test
    void askingAgainBuysNothingAndGivesTheSameBytes() throws IOException {
        taught(RowMethod.ADVERSARIAL, true, 1, RowLimits.NONE, 20, 1);
        Path file = folder.resolve("augmented/adversarial-train.rows.jsonl");
        Path rejected = folder.resolve("augmented/adversarial-train.rows.rejected.jsonl");
        byte[] first = Files.readAllBytes(file);
        byte[] firstRejected = Files.readAllBytes(rejected);

        RowSummary again = taught(RowMethod.ADVERSARIAL, true, 1, RowLimits.NONE, 20, 1);

        assertThat(asked(again)).isZero();
        assertThat(file).hasBinaryContent(first);
        assertThat(rejected).hasBinaryContent(firstRejected);
    }

    @Test
    void stopsAtEqualRowsAndAsksNoMoreThanNeeded() throws IOException {
        RowSummary summary = taught(RowMethod.PARAPHRASE, false, 1, new RowLimits(7, null), 30, 1);

        assertThat(summary.made()).isEqualTo(7);
        assertThat(asked(summary)).isEqualTo(7);
        List<String> parents = lines("paraphrase-train.rows.jsonl").stream()
                .map(row -> row.path("origin").path("parent").asString())
                .toList();
        assertThat(parents)
                .isNotEqualTo(rows(7).stream().map(Example::uid).toList())
                .doesNotHaveDuplicates();
    }

    /** At 1000 USD per million tokens each request costs 0.001 USD a token. */
    @Test
    void stopsAtEqualCostByTheJournalAlone() throws IOException {
        RowSummary summary = taught(RowMethod.PARAPHRASE, false, 1, new RowLimits(0, 0.5), 40, 1000);
        byte[] first = Files.readAllBytes(folder.resolve("augmented/paraphrase-train.rows.jsonl"));

        double cost = Objects.requireNonNull(summary.costUsd());
        assertThat(summary.made()).isBetween(1L, 39L);
        assertThat(cost).isGreaterThanOrEqualTo(0.5).isLessThan(0.5 + 2 * cost / summary.parents());

        taught(RowMethod.PARAPHRASE, false, 1, RowLimits.NONE, 40, 1000); // all are in the journal now
        taught(RowMethod.PARAPHRASE, false, 1, new RowLimits(0, 0.5), 40, 1000);
        assertThat(folder.resolve("augmented/paraphrase-train.rows.jsonl")).hasBinaryContent(first);
    }

    @Test
    void wordEditsGiveTheSameBytesForTheSameSeed() throws IOException {
        RowAugmenter augmenter = new RowAugmenter(Progress.none());
        Path file = folder.resolve("augmented/edits-train.rows.jsonl");
        RowSummary summary = augmenter.augment(job("edits", edits(RowMethod.WORD_EDITS, 1), 4, RowLimits.NONE, 20));
        byte[] first = Files.readAllBytes(file);
        augmenter.augment(job("edits", edits(RowMethod.WORD_EDITS, 1), 4, RowLimits.NONE, 20));
        assertThat(file).hasBinaryContent(first);
        augmenter.augment(job("edits", edits(RowMethod.WORD_EDITS, 2), 4, RowLimits.NONE, 20));
        assertThat(Files.readAllBytes(file)).isNotEqualTo(first);

        assertThat(summary.made() + summary.rejected()).isEqualTo(80);
        assertThat(summary.made()).isGreaterThan(60);
        assertThat(summary.costUsd()).isZero();
        assertThat(NewRows.read(file)).allSatisfy(row -> {
            assertThat(row.field("premise")).startsWith("The house number ");
            assertThat(row.field("hypothesis")).containsPattern("\\d");
        });
        assertThat(NewRows.read(file).stream().map(row -> row.field("hypothesis")))
                .doesNotHaveDuplicates();
    }

    @Test
    void aTakenUidIsGivenToNobodyElse() {
        List<Example> rows = List.of(
                new Example("a", Map.of("hypothesis", "A large dog sleeps."), "neutral", Map.of()),
                new Example("a~x-1", Map.of("hypothesis", "A small car waits."), "neutral", Map.of()));
        RowJob job = new RowJob(
                "x",
                rows,
                List.of("hypothesis"),
                LabelSet.nli(),
                "hypothesis",
                edits(RowMethod.SWAP, 1),
                1,
                RowLimits.NONE,
                1,
                folder);
        new RowAugmenter(Progress.none()).augment(job);

        assertThat(NewRows.read(job.file()).stream().map(Example::uid)).containsExactly("a~x-1~", "a~x-1~x-1");
    }

    @Test
    void aCostThatNobodyCanKnowIsNoLimit() {
        RowJob job = job("x", edits(RowMethod.SWAP, 1), 1, new RowLimits(0, 1.0), 3);
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> new RowAugmenter(Progress.none()).augment(job))
                .withMessage("augmentations.x.cost_usd needs a teacher whose price is known; give teacher.price_input"
                        + " and teacher.price_output");
        assertThat(folder.resolve("augmented")).doesNotExist();
    }
}
