package dev.scholium.torch.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.progress.Progress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resuming at T5-small's shape with T5's vocabulary, dropout on, after a kill between a step's batches. */
@Tag("native")
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class T5SmallResumeTest {

    private static final String SIZE = "t5-small";
    private static final int EPOCHS = 2; // four steps, evaluated and saved after the second and the last

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"adamw", "adafactor"})
    void goesOnToTheSameBitsWhenKilledInTheMiddleOfAnAccumulation(String optimizer) throws Exception {
        Path whole = folder.resolve("whole");
        Path stopped = folder.resolve("stopped");
        TrainingProcess.train(
                TrainingProcess.job(whole, optimizer, EPOCHS), SIZE, Progress.none(), new AtomicReference<>());

        TrainingProcess.Outcome died = TrainingProcess.run(SIZE, stopped, optimizer, EPOCHS, 4);
        assertThat(died.exitCode()).isEqualTo(TrainingProcess.KILLED);
        assertThat(died.usage()).hasSize(3);
        assertThat(TrainingFiles.newestCheckpoint(stopped)).hasFileName("checkpoint-2");
        TrainingProcess.train(
                TrainingProcess.job(stopped, optimizer, EPOCHS), SIZE, Progress.none(), new AtomicReference<>());

        TrainingFiles.assertSame(stopped, whole);
    }
}
