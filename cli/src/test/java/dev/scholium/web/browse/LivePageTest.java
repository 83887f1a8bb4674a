package dev.scholium.web.browse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.browse.Place;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.progress.ProgressReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivePageTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    private Path run;

    private LivePage.Run page() {
        return LivePage.of(new Places(List.of(new Place.OfRun(run))), NOON)
                .runs()
                .get(0);
    }

    private static void tell(Path folder, String state, String updated, double rate) {
        AtomicFile.write(
                folder.resolve(ProgressReport.NAME),
                Json.line(new ProgressReport(
                        1,
                        state,
                        "2026-01-02T11:00:00.5Z",
                        updated,
                        state.equals("running") ? "training" : "",
                        400,
                        100,
                        "steps",
                        rate,
                        "loss 1.234",
                        List.of("Trial 1 of 2: baseline-seed1"))));
    }

    @Test
    void saysHowFarHowFastAndHowLongStill() {
        tell(run, "running", "2026-01-02T11:59:59.1Z", 2.5);

        LiveWork work = page().work();

        assertThat(work.isRunning()).isTrue();
        assertThat(work.sentence()).isEqualTo("At work since 2026-01-02 11:00:00 UTC.");
        assertThat(work.pace()).isEqualTo("100 of 400 steps, 2.50 steps/s, 2 min left");
        assertThat(work.figures()).isEqualTo("loss 1.234");
    }

    @Test
    void nothingIsReadThatALinkLeadsTo(@TempDir Path elsewhere) throws IOException {
        tell(elsewhere, "running", "2026-01-02T11:59:59.1Z", 2.5);
        Files.createSymbolicLink(run.resolve(ProgressReport.NAME), elsewhere.resolve(ProgressReport.NAME));
        Files.createDirectory(run.resolve("trials"));
        Files.createSymbolicLink(run.resolve("trials/one"), elsewhere);

        assertThat(page().work().report()).isNull();
        assertThat(page().trials()).isEmpty();
    }

    @Test
    void workThatIsSilentWasKilledAndWorkThatEndedSaysHow() {
        tell(run, "running", "2026-01-02T11:59:40Z", 2.5);
        assertThat(page().work().sentence())
                .isEqualTo("Not heard of since 2026-01-02 11:59:40 UTC: the process was killed, or its machine sleeps."
                        + " The same command goes on with it.");
        assertThat(LiveWork.isAtWork(run, NOON)).isFalse();

        tell(run, "failed: no key", "2026-01-02T11:59:40Z", 0);
        assertThat(page().work().sentence()).isEqualTo("Ended 2026-01-02 11:59:40 UTC: failed: no key.");
        assertThat(page().work().pace()).isEmpty();
    }

    @Test
    void drawsLossAndAccuracyOfEachTrainingAndPassesOverTornLines() {
        AtomicFile.write(
                run.resolve("trials/a-seed1/metrics.jsonl"),
                "{\"step\": 10, \"loss\": 2.0}\n{\"step\": 20, \"loss\": 1.0}\nnonsense\n"
                        + "{\"step\": 20, \"eval_accuracy\": 0.5}\n{\"step\": 30, \"lo");
        AtomicFile.write(run.resolve("trials/b-seed1/metrics.jsonl"), "{\"step\": 40, \"loss\": 1.5}\n");

        List<CurveChart> charts = page().charts();

        assertThat(charts).extracting(CurveChart::title).containsExactly("Loss", "Accuracy on dev, %");
        assertThat(charts.get(0).curves())
                .containsExactly(
                        new CurveChart.Curve("a-seed1", "150.0,0.0 300.0,220.0", "1.000"),
                        new CurveChart.Curve("b-seed1", "600.0,110.0", "1.500"));
        assertThat(charts.get(0).curves().get(0).endX()).isEqualTo("300.0");
        assertThat(charts.get(0).curves().get(0).endY()).isEqualTo("220.0");
        assertThat(charts.get(0).words()).isEqualTo("Loss from 1.000 to 2.000 over 40 steps");
        assertThat(charts.get(1).curves()).containsExactly(new CurveChart.Curve("a-seed1", "600.0,110.0", "50.0"));
    }

    @Test
    void showsTheTrialsOfASweepThatAreAtWork() {
        tell(run.resolve("trials/a-1"), "running", "2026-01-02T11:59:59Z", 1);
        tell(run.resolve("trials/b-1"), "running", "2026-01-02T10:00:00Z", 1);
        tell(run.resolve("trials/c-1"), "done", "2026-01-02T11:59:59Z", 1);

        assertThat(page().trials()).extracting(LiveWork::name).containsExactly("a-1");
        assertThat(page().work().sentence()).isEqualTo("Nothing has been told of work in this folder.");
    }
}
