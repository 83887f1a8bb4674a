package dev.scholium.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.data.DataSplit;
import dev.scholium.evaluate.Prediction;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.evaluate.SweepChoice;
import dev.scholium.evaluate.SweepResults;
import dev.scholium.evaluate.SweepRow;
import dev.scholium.evaluate.SweepRow.State;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Json;
import dev.scholium.report.ReportWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What later sessions of a sweep make of what earlier ones left: other points, other failures, other names. */
class ResumedSweepTest {

    private static final String HALVING = "  halving: {eta: 3, min_epochs: 1}\n";

    @TempDir
    private Path folder;

    private LittleSweep sweeps;

    @BeforeEach
    void writeRows() throws IOException {
        sweeps = new LittleSweep(folder);
    }

    @Test
    void halvingPassesOverTheLosersOfThisSessionAndNeverADoneTrial() throws IOException {
        sweeps.fail("why_lr0.9");
        Map<String, State> first = states(sweeps.run(HALVING));
        assertThat(first)
                .containsEntry("why_lr0.6", State.done)
                .containsEntry("why_lr0.9", State.dropped)
                .containsEntry("why_lr0.3", State.dropped);
        sweeps.mend();

        SweepResults second = sweeps.retry(HALVING);

        assertThat(states(second))
                .containsEntry("why_lr0.6", State.done)
                .containsEntry("why_lr0.9", State.done)
                .containsEntry("why_lr0.3", State.dropped);
        assertThat(choice(second).points()).containsExactly("why_lr0.9");
        assertThat(ledger().filter(line -> line.contains("\"dropped\"")))
                .as("noted once, and of no trial that is done")
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .noneMatch(line -> line.contains("why_lr0.6"));
    }

    @Test
    void whatALedgerCallsDroppedAfterItWasDoneIsDone() throws IOException {
        sweeps.run("");
        Files.writeString(
                sweeps.out().ledger(),
                Json.line(new LedgerLine("2026-01-01T00:00:00Z", id("why_lr0.9"), LedgerLine.Event.dropped, null, null))
                        + "\n",
                StandardOpenOption.APPEND);
        sweeps.worked().clear();

        assertThat(sweeps.run("").count(State.done)).isEqualTo(6);
        assertThat(sweeps.worked()).isEmpty();
    }

    @Test
    void anAxisWhoseOldValueStaysKeepsTheTrialsThatAreThere() throws IOException {
        List<String> before = ids(sweeps.run(""));
        sweeps.worked().clear();

        SweepResults wider = sweeps.run(
                "{rationales: [none, why], training.learning_rate: [0.3, 0.6, 0.9], training.dropout: [0.1, 0.2]}",
                "",
                false);

        assertThat(ids(wider)).hasSize(12).containsAll(before);
        assertThat(sweeps.worked()).hasSize(6).allMatch(work -> work.contains("_dropout0.2"));
        assertThat(wider.trials().stream()
                        .filter(row -> before.contains(row.id()))
                        .map(SweepRow::point))
                .as("called as the recipe calls them by now")
                .allMatch(point -> point.endsWith("_dropout0.1"));
        assertThat(Files.readString(sweeps.out().run().trial(before.get(0)).resolve("trial.json")))
                .contains("_dropout0.1\"");
    }

    @Test
    void controlsLearnAnewWhereTheBaselineLearnsFromOtherRows() throws IOException {
        String points = "{rationales: [none, why], training.learning_rate: [0.6], data.train.limit: [30]}";
        sweeps.run(points, "", false);
        sweeps.run(points, "", false);
        assertThat(majorityOfEntailment()).isCloseTo(10 / 30.0, within(1e-9));
        assertThat(touchesByTheMajority()).as("once a split").isEqualTo(2);

        sweeps.run(points, """
                  points:
                    - {rationales: none, training.learning_rate: 0.9, data.train.limit: 20}
                    - {rationales: why, training.learning_rate: 0.9, data.train.limit: 20}
                """, false);

        assertThat(majorityOfEntailment()).isCloseTo(7 / 20.0, within(1e-9));
        assertThat(touchesByTheMajority()).isEqualTo(4);
    }

    @Test
    void aTrialThatCouldNotAnswerTestIsToldAndAskedAgain() throws IOException {
        sweeps.fail("why_lr0.9 test");
        SweepResults broken = sweeps.run("");
        assertThat(broken.isWhole()).isFalse();
        assertThat(choice(broken).unanswered()).containsExactly(id("why_lr0.9"));
        assertThat(report())
                .contains("why_lr0.9 was chosen by dev accuracy among 3 points; the test split was seen by the students"
                        + " of labels_lr0.9 and why_lr0.9 alone.")
                .contains("test lacks the answers of " + id("why_lr0.9")
                        + ", which could not predict it; start the same command again");
        sweeps.mend();

        SweepResults whole = sweeps.run("");
        assertThat(whole.isWhole()).isTrue();
        assertThat(choice(whole).unanswered()).isEmpty();
        assertThat(report()).doesNotContain("test lacks the answers");
    }

    @Test
    void pointsThatSawTestAreToldAlsoWhenTheRecipeNoLongerHasThem() throws IOException {
        sweeps.run("");

        sweeps.run("{rationales: [none, why], training.learning_rate: [0.3, 0.6]}", "", false);

        assertThat(report())
                .contains("why_lr0.6 was chosen by dev accuracy among 2 points; the test split was seen by the students"
                        + " of labels_lr0.9, why_lr0.9, labels_lr0.6 and why_lr0.6.")
                .contains("the test split was read before for labels_lr0.9, why_lr0.9");
    }

    @Test
    void aSweepThatLeavesTestAloneSaysSo() throws IOException {
        sweeps.run("evaluation: {splits: [dev]}\n");

        assertThat(report()).contains("among 3 points; no student has seen the test split.");
    }

    @Test
    void aTableOfBeforeTestWasNotedIsRead() throws IOException {
        sweeps.run("");
        Path table = sweeps.out().table();
        Files.writeString(table, Files.readString(table).replaceAll("\"(seen|unanswered)\" : \\[[^]]*],\\s*", ""));

        assertThat(choice(SweepResults.read(table)).seen()).isEmpty();
        new ReportWriter().write(sweeps.out().path());
        assertThat(report()).contains("the test split was seen by the students of labels_lr0.9 and why_lr0.9 alone.");
    }

    @Test
    void aSliceThatCannotBeCutIsToldBeforeAnythingIsTrained() {
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> sweeps.run("evaluation: {slices: [genre]}\n"))
                .withMessage("slices: cannot cut the evaluated split by \"genre\": no row has a value; use label,"
                        + " length:FIELD, agreement:SOURCE, FILE:COLUMN or a column of the rows");
        assertThat(sweeps.worked()).isEmpty();
    }

    private static Map<String, State> states(SweepResults sweep) {
        return sweep.compared().stream().collect(Collectors.toMap(SweepRow::point, SweepRow::state));
    }

    private static List<String> ids(SweepResults sweep) {
        return sweep.trials().stream().map(SweepRow::id).toList();
    }

    private static SweepChoice choice(SweepResults sweep) {
        return Objects.requireNonNull(sweep.choice(), "all trials have ended");
    }

    private String id(String point) {
        return SweepResults.read(sweeps.out().table()).compared().stream()
                .filter(row -> row.point().equals(point))
                .map(SweepRow::id)
                .findFirst()
                .orElseThrow();
    }

    private Stream<String> ledger() throws IOException {
        return Files.readAllLines(sweeps.out().ledger()).stream();
    }

    private String report() throws IOException {
        return Files.readString(sweeps.out().path().resolve("report.md")).replace("\\_", "_");
    }

    private double majorityOfEntailment() {
        List<Prediction> answers = new ArrayList<>();
        PredictionFile.read(sweeps.out().run().predictions("control.majority", DataSplit.DEV), answers::add);
        return answers.get(0).scores().getOrDefault("entailment", 0.0);
    }

    private long touchesByTheMajority() throws IOException {
        JsonNode manifest =
                Json.mapper().readTree(Files.readString(sweeps.out().run().manifest()));
        return manifest.path("split_touched")
                .valueStream()
                .filter(touch -> touch.path("trial").asString("").equals("control.majority"))
                .count();
    }
}
