package dev.scholium.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.progress.Progress;
import dev.scholium.progress.ProgressReport;
import dev.scholium.recipe.SweepTrial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingWatchTest {

    @TempDir
    private Path folder;

    private final Told told = new Told();

    @Test
    void tellsHowFarTheTrainingsAreByWhatTheirProcessesWrite() throws IOException {
        LittleSweep sweeps = new LittleSweep(folder);
        List<SweepTrial> trials =
                sweeps.read("training: {epochs: 10}\n").trials().subList(0, 2);
        SweepTrial first = trials.get(0);

        try (TrainingWatch watch = TrainingWatch.over(sweeps.out(), trials, told)) {
            watch.begins(first);
            watch.begins(trials.get(1));
            watch.look(); // no process has written anything
            write(sweeps.out(), first, "training the student", 300, "steps");
            watch.look(); // three epochs of an earlier session
            write(sweeps.out(), first, "training the student", 550, "steps");
            watch.look();
            write(sweeps.out(), first, "predicting dev", 7, "rows");
            watch.look();
            watch.ends(first);
            watch.ends(trials.get(1)); // at once, with an error perhaps
        }

        assertThat(told.lines)
                .containsExactly(
                        "begin training 20 epochs",
                        "",
                        "resume 3",
                        first.point() + " seed 1: training the student 30 %",
                        "advance 2",
                        first.point() + " seed 1: training the student 55 %",
                        "advance 0",
                        first.point() + " seed 1: predicting dev 0 %",
                        "advance 5",
                        "",
                        "advance 10",
                        "",
                        "end");
    }

    private static void write(SweepFolder sweep, SweepTrial trial, String what, long done, String unit) {
        ProgressReport report =
                new ProgressReport(1, ProgressReport.RUNNING, "", "", what, 1000, done, unit, 1, "", List.of());
        AtomicFile.write(sweep.run().trial(trial.id()).resolve(ProgressReport.NAME), Json.line(report));
    }

    /** Notes all that it is told. */
    private static final class Told implements Progress {

        private final List<String> lines = new ArrayList<>();

        @Override
        public void begin(String what, long total, String unit) {
            lines.add("begin " + what + " " + total + " " + unit);
        }

        @Override
        public void advance(long units) {
            lines.add("advance " + units);
        }

        @Override
        public void resume(long units) {
            lines.add("resume " + units);
        }

        @Override
        public void figures(String figures) {
            lines.add(figures);
        }

        @Override
        public void end() {
            lines.add("end");
        }

        @Override
        public void say(String line) {
            lines.add(line);
        }
    }
}
