package dev.scholium.torch.train;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.progress.Progress;
import dev.scholium.student.TrainingConfig;
import dev.scholium.torch.optimize.Optimizer;
import dev.scholium.torch.t5.DataParallel;
import dev.scholium.torch.t5.PassMemory;
import dev.scholium.torch.t5.TokenBatch;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.MachineMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * What a training takes of the machine, told before its first step, and what the disk must hold when the run's last
 * training is at it.
 *
 * @param memory in bytes, by a rule of thumb: weights, gradients, optimiser, and what the largest batch's passes keep
 * @param disk in bytes at the fullest moment: all checkpoints that are kept, one more that is being written, the best
 *     student and its successor
 * @param stays of it when the training has ended: checkpoints and student
 * @param following how many trainings come after it, which are taken to need as much
 */
record TrainingNeeds(long memory, long disk, long stays, int following) {

    private static final double GIB = 1 << 30;
    private static final double MIB = 1 << 20;

    /** Java's heap and code, and the libraries, in bytes; as seen in trainings of tiny students. */
    private static final long PROCESS = 400L << 20;

    /**
     * The needs of a training that none follows.
     *
     * @param model what is trained
     * @param optimizer what with
     * @param largest the batch with most tokens
     * @param config how many checkpoints are kept
     * @return the needs
     */
    static TrainingNeeds of(DataParallel model, Optimizer optimizer, TokenBatch largest, TrainingConfig config) {
        long weights = model.model().parameterCount() * Float.BYTES;
        long moments =
                optimizer.state().values().stream().mapToLong(Tensor::nbytes).sum();
        long passes = PassMemory.of(model, largest, config.dropout() > 0);
        long stored = model.model().isAdapted() ? model.model().trainableCount() * Float.BYTES : weights;
        long checkpoint = stored + moments;
        long stays = config.keepCheckpoints() * checkpoint + weights;
        return new TrainingNeeds(PROCESS + weights + moments + passes, stays + checkpoint + weights, stays, 0);
    }

    /** {@return the same with so many trainings after it} */
    TrainingNeeds before(int trainings) {
        return new TrainingNeeds(memory, disk, stays, trainings);
    }

    /** Disk in bytes at the fullest moment of the run, which is in its last training. */
    private long diskOfAll() {
        return disk + following * stays;
    }

    /**
     * Tells the user, and refuses a disk that is too small.
     *
     * @param title what is going to happen
     * @param folder the trial's, which may hold a part of it already
     * @param device where is computed
     * @param progress is told
     * @throws ScholiumException if the disk has too little room
     */
    void tell(String title, Path folder, Device device, Progress progress) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            tell(title, folder, new Room(device, MachineMemory.bytes(), free + size(folder)), progress);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(folder, e);
        }
    }

    /**
     * What there is.
     *
     * @param device where is computed; one beside the processor has a memory of its own, which is not known here
     * @param memory of the whole machine, in bytes
     * @param disk free, or this training's already, in bytes
     */
    record Room(Device device, long memory, long disk) {

        private String whose() {
            return device.isCpu()
                    ? "of memory (the machine has " + text(memory) + ")"
                    : "of " + device.name() + "'s memory";
        }

        private boolean isTooSmall(long bytes) {
            return device.isCpu() && bytes > memory;
        }
    }

    void tell(String title, Path folder, Room room, Progress progress) {
        String all = following == 0 ? "" : ", " + text(diskOfAll()) + " with the " + following + " that follow";
        progress.say("For " + title + ": about " + text(memory) + " " + room.whose() + " and " + text(disk) + " on disk"
                + all + " (" + text(room.disk) + " free)");
        if (disk > room.disk) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    folder + ": training needs " + text(disk) + " on disk for checkpoints and student, but "
                            + text(room.disk) + " are free; make room, or set keep_checkpoints: 1");
        }
        if (diskOfAll() > room.disk) {
            progress.say("Warning: the disk has too little room for all trainings of this run; make room meanwhile, or"
                    + " set keep_checkpoints: 1");
        }
        if (room.isTooSmall(memory)) {
            progress.say("Warning: the training may run out of memory; lower batch_size (raise"
                    + " gradient_accumulation_steps to keep the rows of a step), or take a smaller student");
        }
    }

    private static String text(long bytes) {
        return bytes < GIB / 10
                ? String.format(Locale.ROOT, "%.0f MiB", Math.ceil(bytes / MIB))
                : String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
