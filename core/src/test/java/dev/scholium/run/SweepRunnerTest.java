package dev.scholium.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.scholium.evaluate.Comparison;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SweepChoice;
import dev.scholium.evaluate.SweepResults;
import dev.scholium.evaluate.SweepRow;
import dev.scholium.evaluate.SweepRow.State;
import dev.scholium.evaluate.SystemResult;
import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps of {@link LittleSweep}, whose every choice is known. */
class SweepRunnerTest {

    @TempDir
    private Path folder;

    private LittleSweep sweeps;

    @BeforeEach
    void writeRows() throws IOException {
        sweeps = new LittleSweep(folder);
    }

    @Test
    void whatIsChosenForEachValueIsComparedWithItsLikeAndWithEachOther() throws IOException {
        SweepResults sweep = sweeps.run(
                "{rationales: [none, why], training.learning_rate: [0.3, 0.9], training.dropout: [0.1, 0.2]}",
                "  choose_per: [training.dropout]\n",
                false);

        SweepChoice choice = choice(sweep);
        assertThat(choice.points()).containsExactlyInAnyOrder("why_lr0.9_dropout0.1", "why_lr0.9_dropout0.2");
        assertThat(choice.points())
                .allSatisfy(point ->
                        assertThat(choice.allBaselines().baselineOf(point)).isEqualTo(point.replace("why", "labels")));
        assertThat(Results.read(results()).comparisons().stream()
                        .filter(comparison -> !comparison.control())
                        .filter(comparison -> comparison.split().equals("test")))
                .extracting(Comparison::a, Comparison::b)
                .containsExactlyInAnyOrder(
                        tuple("why_lr0.9_dropout0.1", "labels_lr0.9_dropout0.1"),
                        tuple("why_lr0.9_dropout0.2", "labels_lr0.9_dropout0.2"));
        assertThat(Files.readString(folder.resolve("out/report.md")))
                .contains("What was chosen, point against point")
                .contains("| System | Baseline | Split |");
    }

    @Test
    void looksAtTestOnceForWhatWasChosenOnDev() throws IOException {
        SweepResults sweep = run("");
        assertThat(sweep.trials()).extracting(SweepRow::state).containsOnly(State.done);
        SweepChoice choice = choice(sweep);
        assertThat(choice.points()).containsExactly("why_lr0.9");
        assertThat(choice.baseline()).isEqualTo("labels_lr0.9");
        assertThat(choice.candidates()).isEqualTo(3);
        assertThat(sweeps.worked().stream().filter(work -> work.endsWith("test")))
                .containsExactly("labels_lr0.9-seed1 test", "why_lr0.9-seed1 test");
        Results results = Results.read(results());
        assertThat(results.comparisons().stream()
                        .filter(comparison -> comparison.split().equals("dev") && !comparison.control()))
                .as("Holm's family on dev is the grid")
                .hasSize(5);
        assertThat(results.comparisons().stream()
                        .filter(comparison -> comparison.split().equals("test") && !comparison.control()))
                .hasSize(1);
        assertThat(Files.readString(folder.resolve("out/report.html")))
                .contains(
                        "why_lr0.9 was chosen by dev accuracy among 3 points; the test split was seen by the students of"
                                + " labels_lr0.9 and why_lr0.9 alone.")
                .contains("Every trial of the sweep, on dev");
    }

    @Test
    void controlsStandOnceBesideAllTrialsAndSlicesAreOfTheChosen() throws IOException {
        run("evaluation: {slices: [label]}\n");

        Results results = Results.read(results());
        assertThat(results.systems().stream().filter(SystemResult::control))
                .extracting(system -> system.name() + " " + system.split())
                .containsExactly(
                        "control.majority dev",
                        "control.tfidf dev",
                        "control.tfidf.premise dev",
                        "control.tfidf.hypothesis dev",
                        "control.majority test",
                        "control.tfidf test",
                        "control.tfidf.premise test",
                        "control.tfidf.hypothesis test");
        assertThat(results.slices().stream().filter(slice -> !slice.control()))
                .extracting(slice -> slice.split() + " " + slice.system())
                .containsOnly("dev labels_lr0.9", "dev why_lr0.9", "test labels_lr0.9", "test why_lr0.9")
                .hasSize(12);
        assertThat(results.artefacts()).isNotNull();
        assertThat(Files.readString(folder.resolve("out/report.html")))
                .contains("control.tfidf.hypothesis")
                .contains("The test split by label");
        assertThat(sweeps.worked().stream().filter(work -> work.endsWith("dev")))
                .as("no trial repeats them")
                .hasSize(6);
    }

    @Test
    void otherControlsAndSlicesTrainNothingAnew() throws IOException {
        run("");
        sweeps.worked().clear();
        assertThat(run("evaluation: {controls: [majority], slices: [label]}\n").count(State.done))
                .isEqualTo(6);
        assertThat(sweeps.worked()).isEmpty();
        assertThat(Results.read(results()).slices()).isNotEmpty();
    }

    @Test
    void aControlIsNeverTheBaselineHoweverGoodItIs() throws IOException {
        SweepResults sweep =
                run("  points: [{rationales: none, source: '{hypothesis}', training.learning_rate: 1.0}]\n");

        assertThat(sweep.trials().stream().filter(SweepRow::isControl))
                .singleElement()
                .satisfies(row -> assertThat(row.accuracy()).isEqualTo(1.0));
        assertThat(choice(sweep).baseline()).isEqualTo("labels_lr0.9");
        assertThat(choice(sweep).points()).containsExactly("why_lr0.9");
    }

    @Test
    void theTableFollowsItsSchema() throws IOException {
        sweeps.fail("why_lr0.6");
        run("  points: [{rationales: why, training.split_ratio: 0.25, training.learning_rate: 0.9}]\n");
        String json = Files.readString(folder.resolve("out/sweep.json"));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/formats/sweep.schema.json")));
        assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(json.replaceFirst("\"begun\"", "\"began\""), InputFormat.JSON))
                .isNotEmpty();
        assertThat(Files.readString(folder.resolve("out/report.html"))).contains("<td class=\"number heat-9\">");
    }

    @Test
    void finishedTrialsAreSkipped() throws IOException {
        run("");
        sweeps.worked().clear();
        assertThat(run("").trials()).extracting(SweepRow::begun).containsOnly(1);
        assertThat(sweeps.worked()).isEmpty();
    }

    @Test
    void aTrialWithoutAnEndIsContinuedAndATornLineIsNone() throws IOException {
        run("");
        List<String> lines = Files.readAllLines(ledger());
        Files.writeString(ledger(), String.join("\n", lines.subList(0, 3)) + "\n{\"time\":\"20");
        sweeps.worked().clear();
        assertThat(SweepStatus.of(new SweepFolder(folder.resolve("out"))).trials())
                .extracting(SweepRow::state)
                .doesNotContain(State.running);
        SweepResults sweep = run("");
        assertThat(sweep.trials().get(0).begun()).isEqualTo(1);
        assertThat(sweep.trials().get(1).begun()).isEqualTo(2);
        assertThat(sweep.count(State.done)).isEqualTo(6);
        assertThat(sweeps.worked()).doesNotContain(work(sweep.trials().get(0)));
    }

    @Test
    void aFailedTrialEndsNothingAndMayBeRetried() throws IOException {
        sweeps.fail("why_lr0.6");
        SweepResults sweep = run("");
        assertThat(sweep.count(State.failed)).isEqualTo(1);
        assertThat(sweep.count(State.done)).isEqualTo(5);
        assertThat(sweep.trials().stream().filter(row -> row.state() == State.failed))
                .singleElement()
                .satisfies(row -> assertThat(row.reason()).isEqualTo("the loss is not a number"));
        assertThat(choice(sweep).warnings())
                .containsExactly("1 of 6 points have a trial that is not done, so they could not be chosen");
        sweeps.mend();
        assertThat(run("").count(State.failed)).as("not by itself").isEqualTo(1);
        assertThat(sweeps.retry("").count(State.done)).isEqualTo(6);
    }

    @Test
    void aFailedTrialIsBegunAgainAsOftenAsTheRecipeSays() throws IOException {
        sweeps.fail("why_lr0.6");
        SweepResults sweep = run("  attempts: 3\n");
        assertThat(sweep.trials().stream().filter(row -> row.state() == State.failed))
                .extracting(SweepRow::begun)
                .containsExactly(3);
    }

    @Test
    void aChoiceAfterASightOfTestIsSaid() throws IOException {
        sweeps.fail("why_lr0.9");
        run("");
        sweeps.mend();
        assertThat(choice(sweeps.retry("")).warnings())
                .containsExactly("the test split was read before for why_lr0.6: this choice was not made without having"
                        + " seen test");
    }

    @Test
    void collapsedLabelsAreNoBaselineWhereAnyOtherIs() throws IOException {
        SweepResults sweep = run("  points: [{rationales: none, training.learning_rate: 0.333}]\n");
        assertThat(sweep.trials().stream().filter(SweepRow::hasCollapsed))
                .extracting(SweepRow::point)
                .containsExactly("labels_lr0.333");
        assertThat(choice(sweep).baseline()).isEqualTo("labels_lr0.9");
    }

    @Test
    void halvingGivesUpTheWorseOnDev() throws IOException {
        SweepResults sweep = run("  halving: {eta: 3, min_epochs: 1}\n");
        assertThat(sweep.compared().stream().filter(row -> row.state() == State.done))
                .extracting(SweepRow::point)
                .containsExactly("labels_lr0.9", "why_lr0.9");
        assertThat(sweep.compared().stream().filter(row -> row.state() == State.dropped))
                .hasSize(4);
        assertThat(sweeps.worked().stream().filter(work -> work.endsWith("test")))
                .hasSize(2);
    }

    @Test
    void severalTrialsAtATimeGiveTheSameResults() throws IOException {
        run("");
        String one = Files.readString(results());
        folder = Files.createDirectory(folder.resolve("again"));
        sweeps = new LittleSweep(folder);
        run("  parallel: 3\n");
        assertThat(Files.readString(results())).isEqualTo(one);
    }

    @Test
    void statusNeedsASweep() {
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> SweepStatus.of(new SweepFolder(folder)))
                .withMessage(
                        folder + ": must be the folder of a sweep, but has no sweep.json (\"scholium sweep\" writes"
                                + " it before the first trial begins)");
    }

    private static SweepChoice choice(SweepResults sweep) {
        return Objects.requireNonNull(sweep.choice(), "all trials have ended");
    }

    private SweepResults run(String section) throws IOException {
        return sweeps.run(section);
    }

    private static String work(SweepRow row) {
        return row.id().substring(0, row.id().lastIndexOf('-')) + " dev";
    }

    private Path results() {
        return folder.resolve("out/results.json");
    }

    private Path ledger() {
        return folder.resolve("out/ledger.jsonl");
    }
}
