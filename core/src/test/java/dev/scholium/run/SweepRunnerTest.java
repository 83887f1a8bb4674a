package dev.scholium.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.scholium.data.DataSplit;
import dev.scholium.evaluate.Prediction;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SweepChoice;
import dev.scholium.evaluate.SweepResults;
import dev.scholium.evaluate.SweepRow;
import dev.scholium.evaluate.SweepRow.State;
import dev.scholium.evaluate.SystemResult;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Json;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.Sweep;
import dev.scholium.recipe.SweepReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps whose students know as many answers as their learning rate says, so that every choice is known. */
class SweepRunnerTest {

    private static final List<String> LABELS = List.of("entailment", "neutral", "contradiction");
    private static final int ROWS = 60;

    @TempDir
    private Path folder;

    private final List<String> worked = Collections.synchronizedList(new ArrayList<>());
    private String failing = "nothing fails";

    @BeforeEach
    void writeRows() throws IOException {
        for (DataSplit split : DataSplit.values()) {
            Files.writeString(
                    folder.resolve(split.word() + ".jsonl"),
                    IntStream.range(0, ROWS)
                            .mapToObj(i -> Json.line(Map.of(
                                    "uid",
                                    split.word() + i,
                                    "premise",
                                    "p" + i,
                                    "hypothesis",
                                    "h",
                                    "label",
                                    LABELS.get(i % 3),
                                    "why",
                                    "because")))
                            .collect(Collectors.joining("\n", "", "\n")));
        }
    }

    @Test
    void looksAtTestOnceForWhatWasChosenOnDev() throws IOException {
        SweepResults sweep = run("");
        assertThat(sweep.trials()).extracting(SweepRow::state).containsOnly(State.done);
        SweepChoice choice = choice(sweep);
        assertThat(choice.points()).containsExactly("why_lr0.9");
        assertThat(choice.baseline()).isEqualTo("labels_lr0.9");
        assertThat(choice.candidates()).isEqualTo(3);
        assertThat(worked.stream().filter(work -> work.endsWith("test")))
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
                        "why_lr0.9 was chosen by dev accuracy among 3 points; of all students, the test split was looked at"
                                + " for it and the baseline, labels_lr0.9, alone.")
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
        assertThat(worked.stream().filter(work -> work.endsWith("dev")))
                .as("no trial repeats them")
                .hasSize(6);
    }

    @Test
    void otherControlsAndSlicesTrainNothingAnew() throws IOException {
        run("");
        worked.clear();
        assertThat(run("evaluation: {controls: [majority], slices: [label]}\n").count(State.done))
                .isEqualTo(6);
        assertThat(worked).isEmpty();
        assertThat(Results.read(results()).slices()).isNotEmpty();
    }

    @Test
    void theTableFollowsItsSchema() throws IOException {
        failing = "why_lr0.6";
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
        worked.clear();
        assertThat(run("").trials()).extracting(SweepRow::begun).containsOnly(1);
        assertThat(worked).isEmpty();
    }

    @Test
    void aTrialWithoutAnEndIsContinuedAndATornLineIsNone() throws IOException {
        run("");
        List<String> lines = Files.readAllLines(ledger());
        Files.writeString(ledger(), String.join("\n", lines.subList(0, 3)) + "\n{\"time\":\"20");
        worked.clear();
        assertThat(SweepStatus.of(new SweepFolder(folder.resolve("out"))).trials())
                .extracting(SweepRow::state)
                .doesNotContain(State.running);
        SweepResults sweep = run("");
        assertThat(sweep.trials().get(0).begun()).isEqualTo(1);
        assertThat(sweep.trials().get(1).begun()).isEqualTo(2);
        assertThat(sweep.count(State.done)).isEqualTo(6);
        assertThat(worked).doesNotContain(work(sweep.trials().get(0)));
    }

    @Test
    void aFailedTrialEndsNothingAndMayBeRetried() throws IOException {
        failing = "why_lr0.6";
        SweepResults sweep = run("");
        assertThat(sweep.count(State.failed)).isEqualTo(1);
        assertThat(sweep.count(State.done)).isEqualTo(5);
        assertThat(sweep.trials().stream().filter(row -> row.state() == State.failed))
                .singleElement()
                .satisfies(row -> assertThat(row.reason()).isEqualTo("the loss is not a number"));
        assertThat(choice(sweep).warnings())
                .containsExactly("1 of 6 points have a trial that is not done, so they could not be chosen");
        failing = "nothing fails";
        assertThat(run("").count(State.failed)).as("not by itself").isEqualTo(1);
        assertThat(run("", true).count(State.done)).isEqualTo(6);
    }

    @Test
    void aFailedTrialIsBegunAgainAsOftenAsTheRecipeSays() throws IOException {
        failing = "why_lr0.6";
        SweepResults sweep = run("  attempts: 3\n");
        assertThat(sweep.trials().stream().filter(row -> row.state() == State.failed))
                .extracting(SweepRow::begun)
                .containsExactly(3);
    }

    @Test
    void aChoiceAfterASightOfTestIsSaid() throws IOException {
        failing = "why_lr0.9";
        run("");
        failing = "nothing fails";
        assertThat(choice(run("", true)).warnings())
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
        assertThat(worked.stream().filter(work -> work.endsWith("test"))).hasSize(2);
    }

    @Test
    void severalTrialsAtATimeGiveTheSameResults() throws IOException {
        run("");
        String one = Files.readString(results());
        folder = Files.createDirectory(folder.resolve("again"));
        writeRows();
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
        return run(section, false);
    }

    private SweepResults run(String section, boolean retryFailed) throws IOException {
        Path file = folder.resolve("my.yaml");
        Files.writeString(file, """
                data:
                  train: {file: train.jsonl, format: columns}
                  dev: {file: dev.jsonl, format: columns}
                  test: {file: test.jsonl, format: columns}
                rationales: {why: {column: why}}
                student: {size: tiny, tokenizer: vocabulary}
                sweep:
                  cross: {rationales: [none, why], training.learning_rate: [0.3, 0.6, 0.9]}
                """ + section, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        Sweep sweep = new SweepReader(Map.of()).read(file, List.of());
        return new SweepRunner(
                        new NoEngine(),
                        this::work,
                        Progress.none(),
                        Map.of(),
                        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                        Map.of())
                .run(sweep, new SweepFolder(folder.resolve("out")), retryFailed, "scholium sweep my.yaml");
    }

    /** A student that knows the answers to as large a share of the rows as its learning rate says. */
    private Optional<String> work(SweepFolder sweep, String trial, DataSplit split, int threads) {
        String point = trial.substring(0, trial.lastIndexOf("-seed"));
        worked.add(trial.substring(0, trial.lastIndexOf('-')) + " " + split.word());
        if (point.equals(failing)) {
            return Optional.of("the loss is not a number");
        }
        double share = Double.parseDouble(point.substring(point.indexOf("_lr") + 3));
        PredictionFile.write(sweep.run().predictions(trial, split), file -> {
            for (int i = 0; i < ROWS; i++) {
                String gold = LABELS.get(i % 3);
                String answer = share == 0.333 ? LABELS.get(0) : i < share * ROWS ? gold : LABELS.get((i + 1) % 3);
                file.accept(new Prediction(
                        split.word() + i,
                        gold,
                        answer,
                        answer,
                        Map.of(answer, 1.0),
                        "",
                        List.of(),
                        answer,
                        false,
                        false,
                        Map.of()));
            }
        });
        return Optional.empty();
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
