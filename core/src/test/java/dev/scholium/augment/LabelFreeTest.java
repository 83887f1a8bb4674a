package dev.scholium.augment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.file.Json;
import dev.scholium.progress.Progress;
import dev.scholium.prompt.DemonstrationPool;
import dev.scholium.prompt.PromptTemplates;
import dev.scholium.teacher.Completion;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.RetryPolicy;
import dev.scholium.teacher.Teacher;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherIdentity;
import dev.scholium.teacher.TeacherPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A teacher that finds the label itself, and sometimes another than gold's, or writes something else than JSON. */
class LabelFreeTest {

    @TempDir
    Path folder;

    private final List<Question> asked = Collections.synchronizedList(new ArrayList<>());

    /** Agrees in row 1; mends its JSON in row 2; never does in row 3; finds another label in row 4. */
    private final class Stubborn implements Teacher {
        @Override
        public TeacherIdentity identity() {
            return new TeacherIdentity(TeacherConfig.BUILT_IN, "stubborn", "");
        }

        @Override
        public Completion ask(Question question) {
            asked.add(question);
            boolean repair = question.prompt().user().startsWith("Your reply cannot be used");
            String about = repair
                    ? question.prompt().demonstrations().get(0).user()
                    : question.prompt().user();
            if (about.contains("Premise: 3\n") || (about.contains("Premise: 2\n") && !repair)) {
                return Completion.of("stubborn", "It is simply so.");
            }
            String label = about.contains("Premise: 4\n") ? "neutral" : "entailment";
            return Completion.of("stubborn", "{\"rationale\": \"It follows.\", \"label\": \"" + label + "\"}");
        }
    }

    private AugmentSummary augment(TeacherAgreement agreement) {
        List<Example> rows = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            rows.add(new Example(
                    "row-" + i, Map.of("premise", "" + i, "hypothesis", "So it is."), "entailment", Map.of()));
        }
        try (Journal journal = Journal.open(folder.resolve("journal.sqlite"), Clock.systemUTC())) {
            TeacherPool pool = new TeacherPool(
                    new Stubborn(), TeacherConfig.builtIn("stubborn"), journal, RetryPolicy.defaults(), 1);
            RationaleSource source = new RationaleSource.Taught(
                    PromptTemplates.find("reasoning-label-free"), DemonstrationPool.none(), pool, agreement);
            return new RationaleAugmenter()
                    .augment(
                            new AugmentJob(
                                    "free",
                                    DataSplit.TRAIN,
                                    rows,
                                    List.of("premise", "hypothesis"),
                                    LabelSet.nli(),
                                    source,
                                    folder),
                            Progress.none());
        }
    }

    @Test
    void asksForOneRepairAndCountsAgreement() throws IOException {
        AugmentSummary summary = augment(TeacherAgreement.ANY);

        assertThat(summary.accepted()).isEqualTo(3);
        assertThat(summary.rejectedByReason()).isEqualTo(Map.of("not in the form asked for", 1L));
        assertThat(summary.agreement()).isEqualTo(new AgreementTally(2, 1, 1));
        assertThat(asked).hasSize(6); // four rows, two repairs
        JsonNode rejected = Json.mapper().readTree(Files.readString(folder.resolve("free-train.rejected.jsonl")));
        assertThat(rejected.path("uid").asString()).isEqualTo("row-3");
        assertThat(rejected.path("detail").asString()).isEqualTo("it holds no JSON object");
        JsonNode last = Json.mapper()
                .readTree(Files.readAllLines(folder.resolve("free-train.jsonl")).get(2));
        assertThat(last.path("origin").path("teacher_label").asString()).isEqualTo("neutral");
    }

    @Test
    void asksNothingAgainInALaterSession() {
        augment(TeacherAgreement.ANY);
        AugmentSummary later = augment(TeacherAgreement.ANY);

        assertThat(asked).hasSize(6);
        assertThat(requireNonNull(later.asking()).asked()).isZero();
        assertThat(later.agreement()).isEqualTo(new AgreementTally(2, 1, 1));
    }

    @Test
    void keepsOnlyWhatArguesForGoldWhenThatIsRequired() {
        AugmentSummary summary = augment(TeacherAgreement.REQUIRED);

        assertThat(AugmentedRows.read(folder.resolve("free-train.jsonl"))).containsOnlyKeys("row-1", "row-2");
        assertThat(summary.rejectedByReason())
                .isEqualTo(Map.of("argues for another label", 1L, "not in the form asked for", 1L));
        assertThat(summary.agreement()).isEqualTo(new AgreementTally(2, 1, 1));
    }

    @Test
    void refusesToRequireAgreementOfATemplateThatNamesNoLabel() {
        try (Journal journal = Journal.open(folder.resolve("journal.sqlite"), Clock.systemUTC())) {
            TeacherPool pool = new TeacherPool(
                    new Stubborn(), TeacherConfig.builtIn("stubborn"), journal, RetryPolicy.defaults(), 1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RationaleSource.Taught(
                            PromptTemplates.find("reasoning"),
                            DemonstrationPool.none(),
                            pool,
                            TeacherAgreement.REQUIRED))
                    .withMessage("teacher_agreement: required needs a prompt whose reply names a label, such as"
                            + " reasoning-label-free, but the prompt is reasoning");
        }
    }
}
