package dev.scholium.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.student.TrainingJob;
import dev.scholium.torch.T5Engine;
import dev.scholium.torch.tensor.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C and SIGTERM reach a training as an interrupt of its thread, whatever that is at. */
@Tag("native")
class InterruptedTrainingTest {

    @TempDir
    private Path folder;

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static void train(TrainingJob job, LongSupplier nanoTime) {
        try (InitialStudent initial = InitialStudent.of(job, Device.CPU)) {
            new T5StudentTrainer(job, initial, Progress.none(), nanoTime).train();
        }
    }

    /** A clock that interrupts who reads it: around each step, evaluation and checkpoint the training does. */
    private static LongSupplier interruptingAt(int reading) {
        AtomicInteger read = new AtomicInteger();
        return () -> {
            if (read.incrementAndGet() == reading) {
                Thread.currentThread().interrupt();
            }
            return System.nanoTime();
        };
    }

    @Test
    void whateverItIsAtItSavesItselfAndGoesOnToTheSameBits() throws IOException {
        TrainingJob whole = ToyRows.job(folder.resolve("whole"), 1, 0.01);
        TrainingJob stopped = ToyRows.job(folder.resolve("stopped"), 1, 0.01);
        train(whole, System::nanoTime);

        int sessions = 0;
        boolean ended = false;
        while (!ended) {
            sessions++;
            ended = endsThoughInterruptedAt(sessions, stopped);
        }

        assertThat(sessions).isGreaterThan(3);
        TrainingFiles.assertSame(stopped.folder(), whole.folder());
    }

    private static boolean endsThoughInterruptedAt(int reading, TrainingJob job) {
        try {
            train(job, interruptingAt(reading));
            return true;
        } catch (ScholiumException e) {
            assertThat(e).hasMessageContaining(": training was stopped after step ");
            assertThat(e.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
            return false;
        } finally {
            boolean unused = Thread.interrupted();
        }
    }

    @Test
    void anEvaluationThatIsBrokenOffAndBegunAgainIsWrittenOnce() throws IOException {
        TrainingJob whole = ToyRows.job(folder.resolve("whole"), 2, 0.01);
        TrainingJob stopped = ToyRows.job(folder.resolve("stopped"), 2, 0.01);
        new T5Engine().train(whole, Progress.none());

        Progress interrupter = new StepProgress(step -> {
            if (step == 2) { // after which dev is evaluated
                Thread.currentThread().interrupt();
            }
        });
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> new T5Engine().train(stopped, interrupter))
                .withMessage(stopped.folder()
                        + ": training was stopped after step 2 of 8; run the same command again to go on");
        assertThatExceptionOfType(Killed.class).isThrownBy(() -> new T5Engine().train(stopped, new DiesAtAScore()));
        new T5Engine().train(stopped, Progress.none());

        TrainingFiles.assertSame(stopped.folder(), whole.folder());
    }

    /** Dies when an evaluation is told, which is after its line was written and before its checkpoint is. */
    private static final class DiesAtAScore implements Progress {
        @Override
        public void begin(String what, long total, String unit) {}

        @Override
        public void advance(long units) {}

        @Override
        public void figures(String figures) {
            if (figures.startsWith("dev accuracy")) {
                throw new Killed();
            }
        }

        @Override
        public void end() {}

        @Override
        public void say(String line) {}
    }
}
