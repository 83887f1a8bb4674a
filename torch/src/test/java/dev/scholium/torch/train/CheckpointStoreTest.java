package dev.scholium.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Sha256;
import dev.scholium.torch.optimize.AdamW;
import dev.scholium.torch.optimize.Optimizer;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.T5Sizes;
import dev.scholium.torch.train.CheckpointStore.Checkpoint;
import dev.scholium.torch.train.TrainingState.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class CheckpointStoreTest {

    private static final FileTime LONG_AGO = FileTime.fromMillis(0);

    private final T5Model model =
            T5Model.fresh(T5Sizes.of("tiny", 64, ToyRows.tiny().shape()), 1);
    private final Optimizer optimizer = new AdamW(model.trainable(), AdamW.Settings.defaults());
    private final StepProgress progress = new StepProgress(step -> {});

    @TempDir
    private Path folder;

    @AfterEach
    void free() {
        optimizer.close();
        model.close();
    }

    /** As a process has it that begins. */
    private CheckpointStore store() {
        return new CheckpointStore(folder, 2, "", progress);
    }

    private static TrainingState state(long step) {
        return new TrainingState("this training", step, 0, 0, -1, 0, 0, 0, Window.EMPTY);
    }

    private Optional<Long> newest() {
        return store().newest("this training").map(Checkpoint::state).map(TrainingState::step);
    }

    private Path save(long... steps) {
        CheckpointStore store = store();
        Path newest = folder;
        for (long step : steps) {
            store.save(state(step), model, optimizer);
            newest = folder.resolve("checkpoint-" + step);
        }
        return newest;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void keepsTheNewest() throws IOException {
        save(9, 10, 11);

        assertThat(names()).containsExactly("checkpoint-10", "checkpoint-11");
        assertThat(newest()).contains(11L);
    }

    @Test
    void filesOfOthersDoNotMatter() throws IOException {
        Path newest = save(1, 2);
        Files.writeString(newest.resolve(".DS_Store"), "a file manager's");
        Files.createDirectories(newest.resolve("notes"));

        assertThat(newest()).contains(2L);
        assertThat(progress.said()).isEmpty();
    }

    @Test
    void putsADamagedOneAside() throws IOException {
        Path newest = save(1, 2);
        Files.delete(newest.resolve("optimizer.safetensors"));

        assertThat(newest()).contains(1L);
        assertThat(progress.said())
                .containsExactly(
                        newest + ": is damaged and is left out; it is checkpoint-2.damaged now, to be looked at"
                                + " or deleted");
        assertThat(names()).containsExactly("checkpoint-1", "checkpoint-2.damaged");

        save(2, 3);
        assertThat(names()).containsExactly("checkpoint-2", "checkpoint-2.damaged", "checkpoint-3");
    }

    @Test
    void onesWhoseChecksumsAreNoTextOrNoneAreDamaged() throws IOException {
        Path newest = save(1, 2);
        Files.write(newest.resolve("checksums.json"), new byte[] {'{', '"', (byte) 0xff, '"'});
        assertThat(newest()).contains(1L);

        Files.writeString(folder.resolve("checkpoint-1/checksums.json"), "{}");
        assertThat(newest()).isEmpty();
        assertThat(names()).containsExactly("checkpoint-1.damaged", "checkpoint-2.damaged");
    }

    @Test
    void whatCannotBeReadIsNotTakenForDamaged() throws IOException {
        Path newest = save(1, 2);
        Files.delete(newest.resolve("model.safetensors"));
        Files.createDirectories(newest.resolve("model.safetensors"));

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(this::newest)
                .withMessage(newest + ": cannot be read: Is a directory");
        assertThat(names()).containsExactly("checkpoint-1", "checkpoint-2");
    }

    @Test
    void refusesAnotherVersionsState() throws IOException {
        Path newest = save(1, 2);
        Path state = newest.resolve("training_state.json");
        String before = Sha256.of(state);
        Files.writeString(state, "{\"steps\": 2}");
        Path checksums = newest.resolve("checksums.json");
        Files.writeString(checksums, Files.readString(checksums).replace(before, Sha256.of(state)));

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(this::newest)
                .withMessage(newest + ": is of another version of scholium; go on with that one, or train in another"
                        + " folder");
        assertThat(names()).containsExactly("checkpoint-1", "checkpoint-2");
    }

    @Test
    void whatAKilledSaveLeftIsDeleted() throws IOException {
        save(1, 2);
        Files.writeString(
                Files.createDirectories(folder.resolve("checkpoint-3.part")).resolve("model.safetensors"), "x");
        Files.createDirectories(folder.resolve("checkpoint-2.old"));
        Files.createDirectories(folder.resolve("somebody's.part"));

        assertThat(newest()).contains(2L);
        assertThat(names()).containsExactly("checkpoint-1", "checkpoint-2", "somebody's.part");
    }

    @Test
    void aKillBetweenTheTwoMovesOfASaveLeavesTheOldOne() throws IOException {
        Path newest = save(1, 2);
        Files.move(newest, folder.resolve("checkpoint-2.old")); // where a kill came into a second save of step 2
        Files.createDirectories(folder.resolve("checkpoint-2.part"));

        assertThat(newest()).contains(2L);
        assertThat(names()).containsExactly("checkpoint-1", "checkpoint-2");
    }

    @Test
    void aFailedSaveLeavesNothing() throws IOException {
        save(1, 2);

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> store().save(state(3), model, new LostOptimizer()))
                .withMessage("the device is gone");
        assertThat(names()).containsExactly("checkpoint-1", "checkpoint-2");
    }

    /** An optimiser whose state cannot be had, so that a save fails when the weights are written already. */
    private static final class LostOptimizer implements Optimizer {
        @Override
        public void step(double learningRate) {}

        @Override
        public Map<String, Tensor> state() {
            throw new ScholiumException(ExitCode.FAILED, "the device is gone");
        }

        @Override
        public void restore(Map<String, Tensor> state) {}

        @Override
        public void close() {}
    }

    @Test
    void aStateThatIsSavedAlreadyIsNotSavedAgain() throws IOException {
        Path file = save(1, 2).resolve("model.safetensors");
        Files.setLastModifiedTime(file, LONG_AGO);

        CheckpointStore store = store();
        assertThat(store.newest("this training")).isPresent();
        store.save(state(2), model, optimizer);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);

        store.save(state(2).evaluated(0.5), model, optimizer);
        assertThat(Files.getLastModifiedTime(file)).isNotEqualTo(LONG_AGO);
        assertThat(names()).containsExactly("checkpoint-1", "checkpoint-2");
    }
}
