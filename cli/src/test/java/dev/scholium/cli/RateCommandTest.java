package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.rate.CardDrawer;
import dev.scholium.rate.Plan;
import dev.scholium.rate.Question;
import dev.scholium.rate.RatingStore;
import dev.scholium.rate.Study;
import dev.scholium.rate.StudyReader;
import dev.scholium.rate.Turn;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code scholium rate} prints for who leads a study. */
class RateCommandTest {

    private static final int ROWS = 6;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeStudy() {
        write("plain", row -> Map.of("rationale", "=Plain " + row + "."));
        write("rich", row -> Map.of("rationale", "Rich " + row + ".", "judge", Map.of("faithfulness", 3 + row % 3)));
        write("student", row -> Map.of("scores", Map.of("entailment", row / 10.0), "rationale", "Student " + row));
        AtomicFile.write(folder.resolve("study.yaml"), """
                title: Small
                sources: {plain: plain.jsonl, rich: rich.jsonl}
                student: student.jsonl
                questions: [{name: faithful, text: Is it true?}]
                judge: {faithful: faithfulness}
                rows: {count: 6, stratify: [label]}
                raters: {names: [Anna, Ben], all: 0, repeated: 2}
                precision: {agreement: 0.3, mean: 0.5, expected_agreement: 0.6, expected_deviation: 1.0}
                """);
    }

    /** What a file says of a row besides what all of them say. */
    private interface Line {
        Map<String, Object> of(int row);
    }

    private void write(String name, Line more) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            Map<String, Object> line = new LinkedHashMap<>(more.of(row));
            line.put("uid", "r" + row);
            line.put("fields", Map.of("premise", "Premise " + row + "."));
            line.put("gold_label", "entailment");
            line.put("label", name.equals("student") && row > 3 ? "neutral" : "entailment");
            lines.add(Json.line(line));
        }
        AtomicFile.write(folder.resolve(name + ".jsonl"), String.join("\n", lines) + "\n");
    }

    /** Anna and Ben are of one mind but for the row r5, which Ben cannot judge. */
    private void answerAll() {
        Path file = folder.resolve("study.yaml");
        Study study = StudyReader.read(file);
        Plan plan = Plan.of(study, CardDrawer.draw(study, folder));
        Clock noon = Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);
        try (RatingStore store = RatingStore.open(RatingStore.fileOf(file), study, plan::cards, noon)) {
            plan.turns()
                    .forEach((rater, turns) -> turns.forEach(turn -> {
                        for (Question question : study.questions()) {
                            store.answer(rater, turn.place(), question.name(), OptionalInt.of(points(rater, turn)));
                        }
                        store.spend(rater, turn.place(), 7.5);
                        store.done(rater, turn.place());
                    }));
        }
    }

    private static int points(String rater, Turn turn) {
        int row = Integer.parseInt(turn.card().uid().substring(1));
        boolean rich = turn.card().rationales().get(0).source().equals("rich");
        return row == 5 && rater.equals("Ben") ? 0 : rich ? 3 + row % 3 : 1 + row % 2;
    }

    private int rate(String... args) {
        List<String> all = new ArrayList<>(List.of("rate"));
        all.addAll(List.of(args));
        return Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    }

    private String study() {
        return folder.resolve("study.yaml").toString();
    }

    @Test
    void saysBeforeAStudyBeginsWhatItTakes() {
        assertThat(rate(study(), "--dry-run")).as(err.toString()).isZero();

        assertThat(out.toString().lines())
                .startsWith(
                        "6 rows, 12 cards of 2 sources.",
                        "  Anna: 14 screens, about 7 minutes",
                        "  Ben: 14 screens, about 7 minutes")
                .anyMatch(line -> line.matches("For alpha within 0\\.30 at an expected 0\\.60: \\d+ cards that 2 raters"
                        + " rate; this study has 12\\."))
                .endsWith("For a source's mean within 0.50 points at an expected deviation of 1.00: 16 cards a source;"
                        + " this study has about 6.");
        assertThat(RatingStore.fileOf(folder.resolve("study.yaml"))).doesNotExist();
    }

    @Test
    void printsSentencesThenFiguresWithIntervals() {
        answerAll();

        assertThat(rate("agreement", study())).as(err.toString()).isZero();

        assertThat(out.toString().lines())
                .startsWith(
                        "Small: 24 of 24 ratings of 12 cards by Anna, Ben",
                        "  faithful: raters agree well enough to rely on (Krippendorff's alpha 1.00 [1.00, 1.00], 10"
                                + " cards)")
                .contains("faithful: Is it true? (22 ratings, 2 times cannot judge)", "  between raters")
                .anyMatch(line -> line.matches("    alpha-ordinal +1\\.00 \\[1\\.00, 1\\.00\\] +10"))
                .anyMatch(line -> line.matches("  mean of rich +4\\.00 \\[3\\.\\d\\d, 4\\.\\d\\d\\] +6"))
                .anyMatch(line -> line.matches("  rho with correct.* -?\\d\\.\\d\\d .*"))
                .anyMatch(line -> line.matches("  kappa with judge's faithfulness +1\\.00 .* 6"));
    }

    @Test
    void printsTheSameForPrograms() {
        answerAll();

        assertThat(rate("agreement", study(), "--format", "json")).isZero();

        assertThat(Json.mapper().readTree(out.toString()).path("done").asInt()).isEqualTo(24);
    }

    @Test
    void exportsEveryAnswerWithWhatIsNeededToComputeAgain() {
        answerAll();

        assertThat(rate("export", study())).isZero();
        assertThat(out.toString().lines())
                .hasSize(28)
                .allSatisfy(line -> assertThat(Json.mapper().readTree(line).propertyNames())
                        .contains("rater", "kind", "card", "fields", "rationales", "answers", "seconds", "student"));

        out.getBuffer().setLength(0);
        assertThat(rate("export", study(), "--csv")).isZero();
        assertThat(out.toString().lines())
                .hasSize(29)
                .startsWith("study,rater,place,kind,card,uid,source,other_source,label,gold_label,question,value,"
                        + "cannot_judge,settled,judge,seconds,done_at,student_correct,student_confidence,premise,"
                        + "comment")
                .anyMatch(line -> line.startsWith("Small,Ben,") && line.contains(",faithful,,true,,"))
                .anyMatch(line -> line.endsWith(",faithful,3,false,,3,7.5,2026-01-02T12:00:00Z,true,0.0,Premise 0.,"));
    }

    @Test
    void aStudyWithoutAnswersIsSaid() {
        assertThat(rate("agreement", study())).isEqualTo(2);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines("scholium: " + folder.resolve("study.ratings.sqlite")
                        + ": there are no ratings yet; begin with scholium rate STUDY");
    }
}
