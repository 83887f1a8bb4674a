package dev.scholium.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.student.TrainingJob;
import dev.scholium.student.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run hands its metrics on where its recipe says so, and later where a command says so. */
class TrackedRunTest {

    private static final String EVENTS = "trials/baseline-seed1/events.out.tfevents.0.scholium";

    @TempDir
    private Path path;

    private RunFolder folder = new RunFolder(Path.of("run"));

    @BeforeEach
    void writeRows() throws IOException {
        folder = new RunFolder(path.resolve("run"));
        Files.writeString(path.resolve("rows.csv"), """
                uid,premise,hypothesis,label
                0,House 0 is red.,It has a colour.,entailment
                """);
    }

    @Test
    void aRunIsTrackedWhenItsRecipeSaysSo() throws IOException {
        train("{}");
        assertThat(folder.path().resolve(EVENTS)).doesNotExist();

        train("{tensorboard: true}");

        assertThat(Files.readString(folder.path().resolve(EVENTS), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("train/loss")
                .contains("eval/accuracy");
    }

    @Test
    void itCanBeTrackedLater() {
        train("{}");

        assertThat(TrackedRun.deliver(folder.path(), List.of("tensorboard=true"), Map.of()))
                .containsExactly("TensorBoard: tensorboard --logdir " + folder.trials());

        assertThat(folder.path().resolve(EVENTS)).isNotEmptyFile();
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> TrackedRun.deliver(path, List.of(), Map.of()))
                .isInstanceOf(ScholiumException.class)
                .hasMessage(path + ": must be the folder of a run or a sweep whose trials have begun, but is none");
        train("{}");
        assertThatThrownBy(() -> TrackedRun.deliver(folder.path(), List.of(), Map.of()))
                .isInstanceOf(ScholiumException.class)
                .hasMessage(folder.recipe() + ": names no tool under tracking; name one here: --set tensorboard=true");
        assertThatThrownBy(() -> TrackedRun.deliver(folder.path(), List.of("tensorbored=true"), Map.of()))
                .isInstanceOf(ScholiumException.class)
                .hasMessage("tracking: unknown key tensorbored; known here: tensorboard, mlflow, lm_eval");
    }

    private void train(String tracking) {
        new Runner(new WritingEngine(), Progress.none(), Map.of(), Clock.systemUTC(), Map.of())
                .run(
                        new RecipeReader(Map.of()).read("tracked.yaml", """
                        data: {train: {file: rows.csv}, dev: {file: rows.csv}}
                        evaluation: {splits: [dev]}
                        student: {size: tiny}
                        tracking: %s
                        """.formatted(tracking), path, List.of()),
                        folder,
                        Stage.TRAIN,
                        "run");
    }

    /** Trains nothing, but writes metrics. */
    private static final class WritingEngine implements RefusingEngine {

        @Override
        public TrainingOutcome train(TrainingJob job, Progress progress) {
            AtomicFile.write(
                    job.folder().resolve("metrics.jsonl"),
                    "{\"step\":1,\"loss\":2.0}\n{\"step\":1,\"eval_accuracy\":0.5}\n");
            return new TrainingOutcome(job.folder(), 1, 1, 0.5, 1, 1, 1, 0, 0);
        }

        @Override
        public void makeVocabulary(Iterable<String> texts, int size, Path folder) {
            // a student that is not trained reads nothing
        }
    }
}
