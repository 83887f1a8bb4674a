package dev.scholium.augment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Json;
import dev.scholium.progress.Progress;
import dev.scholium.prompt.PromptTemplates;
import dev.scholium.teacher.Completion;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.RetryPolicy;
import dev.scholium.teacher.Teacher;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherIdentity;
import dev.scholium.teacher.TeacherPool;
import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RationaleAugmenterTest {

    @TempDir
    Path folder;

    private static Example row(String uid, String label, String rationale, String teacherLabel) {
        return new Example(
                uid,
                Map.of("premise", "A cat sleeps."),
                label,
                Map.of("palm_rationale", rationale, "palm_label", teacherLabel));
    }

    private AugmentSummary recorded(TeacherAgreement agreement, List<Example> rows) {
        RationaleSource source = new RationaleSource.Recorded("palm_rationale", "palm_label", agreement);
        return new RationaleAugmenter()
                .augment(
                        new AugmentJob(
                                "recorded", DataSplit.TRAIN, rows, List.of("premise"), LabelSet.nli(), source, folder),
                        Progress.none());
    }

    private static final List<Example> RECORDED = List.of(
            row("1", "entailment", "It  rests\nbecause.", "entailment"),
            row("2", "neutral", "Who knows.", "entailment"),
            row("3", "neutral", " ", "neutral"),
            row("4", "contradiction", "It runs.", "contradiction\n\nPre"),
            row("5", "entailment", "Cut label.", "entail"),
            row("6", "entailment", "No label.", " "));

    @Test
    void takesRecordedRationalesAndCountsAgreement() {
        AugmentSummary summary = recorded(TeacherAgreement.ANY, RECORDED);

        assertThat(AugmentedRows.read(folder.resolve("recorded-train.jsonl")))
                .containsExactly(
                        Map.entry("1", "It rests because."),
                        Map.entry("2", "Who knows."),
                        Map.entry("4", "It runs."),
                        Map.entry("5", "Cut label."),
                        Map.entry("6", "No label."));
        assertThat(summary.agreement()).isEqualTo(new AgreementTally(3, 1, 2));
        assertThat(summary.rejectedByReason()).isEqualTo(Map.of("empty", 1L));
        assertThat(summary.rejected()).isEqualTo(1);
    }

    @Test
    void keepsOnlyRationalesThatArgueForGoldWhenThatIsRequired() {
        AugmentSummary summary = recorded(TeacherAgreement.REQUIRED, RECORDED);

        assertThat(AugmentedRows.read(folder.resolve("recorded-train.jsonl"))).containsOnlyKeys("1", "4");
        assertThat(summary.rejectedByReason())
                .isEqualTo(Map.of("empty", 1L, "argues for another label", 1L, "its writer's label is unknown", 2L));
    }

    @Test
    void saysWhichColumnIsMissing() {
        RationaleSource source = new RationaleSource.Recorded("reason", "", TeacherAgreement.ANY);
        AugmentJob job = new AugmentJob(
                "recorded", DataSplit.TRAIN, RECORDED, List.of("premise"), LabelSet.nli(), source, folder);
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> new RationaleAugmenter().augment(job, Progress.none()))
                .withMessageStartingWith("no row has a column \"reason\", only [");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void writesWhereEachRationaleCameFrom() throws IOException {
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ZERO, MockBehaviour.FAULTLESS)) {
            AugmentSummary first = MockAugmentation.augment(server.baseUrl(), folder, 10, "extraction");
            Path file = folder.resolve("augmented/extraction-train.jsonl");
            byte[] bytes = Files.readAllBytes(file);
            AugmentSummary second = MockAugmentation.augment(server.baseUrl(), folder, 10, "extraction");

            JsonNode row = Json.mapper().readTree(Files.readAllLines(file).get(3));
            assertThat(row.path("uid").asString()).isEqualTo("row-3");
            assertThat(row.path("rationale").asString()).startsWith("Who: ").doesNotContain("\n");
            assertThat(row.path("rationale_kind").asString()).isEqualTo("extraction");
            assertThat(row.path("origin").path("template_hash").asString())
                    .isEqualTo(PromptTemplates.find("extraction").hash());
            assertThat(row.path("origin").path("request_hash").asString()).hasSize(64);
            assertThat(first.accepted()).isEqualTo(10);
            assertThat(requireNonNull(first.asking()).asked()).isEqualTo(5);
            assertThat(requireNonNull(first.asking()).deduplicated()).isEqualTo(5);
            assertThat(requireNonNull(second.asking()).fromJournal()).isEqualTo(10);
            assertThat(second.costUsd()).isZero();
            assertThat(second.totalCostUsd()).isEqualTo(first.totalCostUsd()).isEqualTo(first.costUsd());
            double expected =
                    (first.usage().promptTokens() * 0.5 + first.usage().completionTokens() * 1.5) / 1e6;
            assertThat(first.totalCostUsd()).isCloseTo(expected, within(1e-12)).isPositive();
            assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        }
    }

    @Test
    void asksATeacherInThisProcessInTheSameWay() {
        Teacher teacher = new Teacher() {
            @Override
            public TeacherIdentity identity() {
                return new TeacherIdentity(TeacherConfig.BUILT_IN, "world", "");
            }

            @Override
            public Completion ask(Question question) {
                return Completion.of("world", question.prompt().user().contains("number 1 ") ? "" : "It is so.");
            }
        };
        TeacherConfig config = TeacherConfig.builtIn("world");
        try (Journal journal = Journal.open(folder.resolve("journal.sqlite"), Clock.systemUTC())) {
            TeacherPool pool = new TeacherPool(teacher, config, journal, RetryPolicy.defaults(), 1);
            RationaleSource source = new RationaleSource.Taught(PromptTemplates.find("extraction"), pool);
            AugmentSummary summary = new RationaleAugmenter()
                    .augment(
                            new AugmentJob(
                                    "world",
                                    DataSplit.DEV,
                                    MockAugmentation.rows(8),
                                    List.of("premise", "hypothesis"),
                                    LabelSet.nli(),
                                    source,
                                    folder),
                            Progress.none());

            assertThat(summary.accepted()).isEqualTo(6);
            assertThat(summary.rejectedByReason()).isEqualTo(Map.of("empty", 2L));
            assertThat(summary.totalCostUsd()).isZero();
        }
    }

    @Test
    void namesTheLineThatIsDamaged() throws IOException {
        Path file = folder.resolve("x.jsonl");
        Files.writeString(file, "{\"uid\":\"1\",\"rationale\":\"a\"}\n{\"uid\":\"2\",\"ratio");
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> AugmentedRows.read(file))
                .withMessage(file + ":2: is not JSON; remove the file to have it written anew");
    }
}
