package dev.scholium.torch.train;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import dev.scholium.progress.Progress;
import dev.scholium.student.TrainingJob;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.T5Sizes;
import dev.scholium.torch.tensor.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;

/** A training of a student of random weights as a process of its own, which tells what it has after every step. */
final class TrainingProcess {

    private static final int SIGKILL = 9;

    /** Exit code of a training that was killed in the middle of a step. */
    static final int KILLED = 128 + SIGKILL;

    /** The last parameter, or nearly so, that a backward pass reaches. */
    private static final String DEEP = "encoder.block.0.layer.0.SelfAttention.q.weight";

    private TrainingProcess() {}

    /**
     * What a process has after a step.
     *
     * @param step its number, from 1
     * @param residentKilobytes of the process's memory
     * @param pointers native objects that Java has not freed
     */
    record Usage(long step, long residentKilobytes, long pointers) {

        static Usage parse(String line) {
            String[] parts = line.split(" ", -1);
            return new Usage(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        }

        static Usage now(long step) {
            try {
                String resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .findFirst()
                        .orElseThrow()
                        .replaceAll("[^0-9]", "");
                return new Usage(step, Long.parseLong(resident), Pointer.totalCount());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return step + " " + residentKilobytes + " " + pointers;
        }
    }

    /**
     * A job of toy rows.
     *
     * @param folder the trial's
     * @param optimizer {@code adamw} or {@code adafactor}
     * @param epochs of two steps of two batches of four rows
     * @return the job
     */
    static TrainingJob job(Path folder, String optimizer, int epochs) {
        TrainingJob job = ToyRows.job(folder, epochs, 1e-3);
        return new TrainingJob(
                job.task(),
                job.student(),
                job.config()
                        .with(Map.of(
                                "optimizer",
                                optimizer,
                                "batch_size",
                                4,
                                "gradient_accumulation_steps",
                                2,
                                "evaluations",
                                2,
                                "keep_checkpoints",
                                1)),
                ToyRows.rows(16, true),
                ToyRows.rows(6, false),
                folder);
    }

    /**
     * Trains a student of a named size.
     *
     * @param job rows and settings
     * @param size one of {@link T5Sizes#names}, with T5's 32,128 tokens from {@code t5-small} on
     * @param progress is told of steps
     * @param weights receives the model, where it does not come from a checkpoint
     */
    static void train(TrainingJob job, String size, Progress progress, AtomicReference<T5Model> weights) {
        try (InitialStudent toy = InitialStudent.of(job, Device.CPU)) {
            int tokens = size.startsWith("t5") ? 32_128 : 256;
            InitialStudent initial = new InitialStudent(
                    toy.tokenizer(),
                    Device.CPU,
                    () -> {
                        weights.set(T5Model.fresh(T5Sizes.of(size, tokens, Map.of()), 7));
                        return weights.get();
                    },
                    "",
                    size);
            new T5StudentTrainer(job, initial, progress, System::nanoTime).train();
        }
    }

    /**
     * Trains in a process of its own, with a Java heap of a fixed size.
     *
     * @param size of the student
     * @param folder the trial's
     * @param optimizer {@code adamw} or {@code adafactor}
     * @param epochs of two steps
     * @param lastStep the step in whose middle it shall die; 0 to live
     * @return the ended process's exit code and what it told
     */
    static Outcome run(String size, Path folder, String optimizer, int epochs, long lastStep) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xms128m",
                        "-Xmx128m",
                        "-XX:+AlwaysPreTouch",
                        "-cp",
                        Objects.requireNonNull(System.getProperty("java.class.path")),
                        TrainingProcess.class.getName(),
                        size,
                        folder.toString(),
                        optimizer,
                        Integer.toString(epochs),
                        Long.toString(lastStep))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = process.inputReader()) {
            List<Usage> usage = lines.lines().map(Usage::parse).toList();
            return new Outcome(process.waitFor(), usage);
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * An ended training.
     *
     * @param exitCode {@link #KILLED}, or 0
     * @param usage after every step that was finished
     */
    record Outcome(int exitCode, List<Usage> usage) {}

    /**
     * Trains.
     *
     * @param arguments those of {@link #run}
     */
    public static void main(String[] arguments) {
        TrainingJob job = job(Path.of(arguments[1]), arguments[2], Integer.parseInt(arguments[3]));
        long lastStep = Long.parseLong(arguments[4]);
        AtomicReference<T5Model> weights = new AtomicReference<>();
        train(
                job,
                arguments[0],
                new StepProgress(step -> {
                    if (step > 0) {
                        System.out.println(Usage.now(step));
                    }
                    if (step == lastStep - 1) {
                        dieAmongBatches(Objects.requireNonNull(weights.get()));
                    }
                }),
                weights);
    }

    /** Kills this process as soon as there are gradients of a step, which an optimiser's step would free. */
    private static void dieAmongBatches(T5Model model) {
        Tensor deep = Objects.requireNonNull(model.parameters().get(DEEP));
        Tensor gradient = deep.mutable_grad();
        Function kill = NativeLibrary.getInstance("c").getFunction("kill");
        Thread killer = new Thread(() -> {
            while (!gradient.defined()) {
                Thread.onSpinWait();
            }
            kill.invokeInt(new Object[] {(int) ProcessHandle.current().pid(), SIGKILL});
        });
        killer.setDaemon(true);
        killer.start();
    }
}
