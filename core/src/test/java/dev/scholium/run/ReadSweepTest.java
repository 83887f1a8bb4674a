package dev.scholium.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.analyze.Analysis;
import dev.scholium.analyze.RunAnalysis;
import dev.scholium.evaluate.Faithfulness;
import dev.scholium.evaluate.Slicing;
import dev.scholium.evaluate.SweepResults;
import dev.scholium.evaluate.SweepRow;
import dev.scholium.evaluate.SystemFiles;
import dev.scholium.evaluate.SystemTrial;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.student.StudentTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sweep's folder is read as a run's is. It holds more trainings than systems: rounds of halving, and of points since
 * removed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadSweepTest {

    private LittleSweep sweeps;
    private SweepResults sweep;

    /** Once for all tests: they read. */
    @BeforeAll
    void halveWithFewerPointsThanBefore(@TempDir Path folder) throws IOException {
        sweeps = new LittleSweep(folder);
        sweeps.run("{rationales: [why], training.learning_rate: [0.5]}", "", false);
        sweep = sweeps.run("  halving: {eta: 3, min_epochs: 1}\n");
    }

    @Test
    void systemsAreTheDoneTrialsThatAreCompared() {
        SystemFiles files = SystemFiles.of(sweeps.out().path());

        assertThat(files.trials()).extracting(SystemTrial::system).containsExactly("labels_lr0.9", "why_lr0.9");
        assertThat(files.predictions("why_lr0.9", 1, "test"))
                .isEqualTo(sweeps.out()
                        .run()
                        .predictions()
                        .resolve(last("why_lr0.9").id() + "-test.jsonl"))
                .exists();
        assertThat(files.predictions("control.majority", 0, "test")).exists();
        assertThat(files.trial(round("why_lr0.9").id())).isEmpty();
        assertThat(files.augmented()).containsOnlyKeys("");
        assertThat(files.augmented().get("")).isDirectory();
    }

    @Test
    void slicesAreOfTheChosenTheBaselineAndTheControls() {
        assertThat(RunSlices.score(sweeps.out().path(), List.of(new Slicing("label")), Map.of()).stream()
                        .filter(slice -> !slice.control()))
                .extracting(slice -> slice.split() + " " + slice.system())
                .containsOnly("dev labels_lr0.9", "dev why_lr0.9", "test labels_lr0.9", "test why_lr0.9")
                .hasSize(12);
    }

    @Test
    void slicesNeedASweepThatHasEnded() {
        new SweepResults(sweep.formatVersion(), sweep.name(), sweep.keys(), 1, sweep.trials(), null)
                .write(sweeps.out().table());
        try {
            assertThatExceptionOfType(ScholiumException.class)
                    .isThrownBy(() -> RunSlices.score(sweeps.out().path(), List.of(new Slicing("label")), Map.of()))
                    .withMessage(sweeps.out().path()
                            + ": must be a sweep that has ended, but has not; start the same command again");
        } finally {
            sweep.write(sweeps.out().table());
        }
    }

    @Test
    void rationalesOfTeachersAndStudentsAreAnalysed() {
        assertThat(RunAnalysis.of(sweeps.out().path()).groups())
                .extracting(Analysis.Group::writer)
                .containsOnly("teacher why", "student why_lr0.9");
    }

    @Test
    void theReportShowsTeachersTextsAndTheAnswersOfSystemsAlone() throws IOException {
        String page = Files.readString(sweeps.out().run().report());

        assertThat(page)
                .contains("because 1")
                .contains("written by " + last("why_lr0.9").id())
                .doesNotContain("written by " + round("why_lr0.9").id())
                .doesNotContain("written by why_lr0.5");
    }

    @Test
    void onlySystemsAreAskedWhetherLabelsHeedRationales() {
        RefusingEngine engine = new RefusingEngine() {
            @Override
            public Optional<StudentTask> task(Path student) {
                return Optional.of(StudentTask.nli());
            }
        };

        assertThat(new FaithfulnessProbe(sweeps.out().path(), engine, Progress.none())
                        .probe("test", 1)
                        .students())
                .extracting(Faithfulness.OfStudent::trial)
                .containsExactly(last("why_lr0.9").id());
    }

    private SweepRow last(String point) {
        return row(point, true);
    }

    private SweepRow round(String point) {
        return row(point, false);
    }

    private SweepRow row(String point, boolean allEpochs) {
        return sweep.trials().stream()
                .filter(row -> row.point().equals(point) && (row.epochs() == 0) == allEpochs)
                .findFirst()
                .orElseThrow();
    }
}
