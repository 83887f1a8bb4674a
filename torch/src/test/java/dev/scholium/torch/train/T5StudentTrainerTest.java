package dev.scholium.torch.train;

import static dev.scholium.torch.train.TrainingFiles.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.student.SplitRatio;
import dev.scholium.student.TrainingConfig;
import dev.scholium.student.TrainingJob;
import dev.scholium.student.TrainingOutcome;
import dev.scholium.torch.T5Engine;
import dev.scholium.torch.predict.TaskFile;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.Tensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("native")
class T5StudentTrainerTest {

    @TempDir
    private Path folder;

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static TrainingOutcome train(TrainingJob job) {
        return new T5Engine().train(job, Progress.none());
    }

    private static void trainAndDieAfter(TrainingJob job, long step) {
        Progress killer = new StepProgress(done -> {
            if (done == step) {
                throw new Killed();
            }
        });
        assertThatExceptionOfType(Killed.class).isThrownBy(() -> new T5Engine().train(job, killer));
    }

    @Test
    void goesOnToTheSameBits() throws IOException {
        Path whole = folder.resolve("whole");
        Path stopped = folder.resolve("stopped");
        TrainingOutcome expected = train(ToyRows.job(whole, 6, 0.01));

        TrainingJob job = ToyRows.job(stopped, 6, 0.01);
        trainAndDieAfter(job, 3); // before the first checkpoint
        trainAndDieAfter(job, 9);
        trainAndDieAfter(job, 17);
        TrainingOutcome outcome = train(job);

        assertSame(stopped, whole);
        assertThat(outcome.bestStep()).isEqualTo(expected.bestStep());
        assertThat(outcome.bestAccuracy()).isEqualTo(expected.bestAccuracy());
        assertThat(outcome.steps()).isEqualTo(24);
    }

    @Test
    void savesItselfBetweenEvaluationsAsTimeGoesBy() throws IOException {
        Path whole = folder.resolve("whole");
        Path stopped = folder.resolve("stopped");
        train(ToyRows.job(whole, 2, 0.01));
        TrainingJob job = ToyRows.job(stopped, 2, 0.01);
        AtomicLong clock = new AtomicLong();
        Progress killer = new StepProgress(done -> {
            clock.addAndGet(61_000_000_000L); // a step takes a minute
            if (done == 6) {
                throw new Killed();
            }
        });
        try (InitialStudent initial = InitialStudent.of(job, Device.CPU)) {
            T5StudentTrainer trainer = new T5StudentTrainer(job, initial, killer, clock::get);
            assertThatExceptionOfType(Killed.class).isThrownBy(trainer::train);
        }

        assertThat(stopped.resolve("checkpoints/checkpoint-5")).isDirectory();
        train(job);
        assertSame(stopped, whole);
    }

    @Test
    void leavesADamagedCheckpointOut() throws IOException {
        Path whole = folder.resolve("whole");
        Path stopped = folder.resolve("stopped");
        train(ToyRows.job(whole, 6, 0.01));
        TrainingJob job = ToyRows.job(stopped, 6, 0.01);
        trainAndDieAfter(job, 14);
        Path newest = stopped.resolve("checkpoints/checkpoint-12");
        byte[] weights = Files.readAllBytes(newest.resolve("model.safetensors"));
        weights[weights.length - 5] ^= 1;
        Files.write(newest.resolve("model.safetensors"), weights);

        StepProgress listener = new StepProgress(step -> {});
        new T5Engine().train(job, listener);

        assertThat(listener.said())
                .contains(newest
                        + ": is damaged and is left out; it is checkpoint-12.damaged now, to be looked at or deleted");
        assertSame(stopped, whole);
    }

    @Test
    void savesItselfWhenInterrupted() throws IOException {
        Path whole = folder.resolve("whole");
        Path stopped = folder.resolve("stopped");
        train(ToyRows.job(whole, 2, 0.01));
        TrainingJob job = ToyRows.job(stopped, 2, 0.01);
        Progress interrupter = new StepProgress(step -> {
            if (step == 5) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> new T5Engine().train(job, interrupter))
                .withMessage(stopped + ": training was stopped after step 5 of 8; run the same command again to go on")
                .matches(e -> e.exitCode() == ExitCode.INTERRUPTED);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(stopped.resolve("checkpoints/checkpoint-5")).isDirectory();
        train(job);
        assertSame(stopped, whole);
    }

    @Test
    void finishedTrainingIsNotRepeated() {
        TrainingJob job = ToyRows.job(folder, 1, 0.01);
        TrainingOutcome first = train(job);

        StepProgress listener = new StepProgress(step -> {
            throw new Killed();
        });
        assertThat(new T5Engine().train(job, listener)).isEqualTo(first);
    }

    @Test
    void refusesAnotherTrainingsFolder() {
        trainAndDieAfter(ToyRows.job(folder, 1, 0.01), 3);

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> train(ToyRows.job(folder, 1, 0.02)))
                .withMessage(folder.resolve("checkpoints/checkpoint-2")
                        + ": is of a training with another student, other settings or other rows; go on with those,"
                        + " or train in another folder");
    }

    @Test
    void learnsAndKeepsTheBestStudentAsAHuggingFaceFolder() throws IOException {
        TrainingJob job = ToyRows.job(folder, 40, 0.01);

        TrainingOutcome outcome = train(job);

        assertThat(outcome.bestAccuracy()).isGreaterThan(0.9);
        assertThat(outcome.student()).isEqualTo(folder.resolve("student"));
        try (Stream<Path> files = Files.list(outcome.student())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains(
                            "config.json",
                            "model.safetensors",
                            "tokenizer.json",
                            "tokenizer_config.json",
                            "special_tokens_map.json",
                            "scholium.json");
        }
        assertThat(TaskFile.read(outcome.student())).contains(job.task());
        try (Stream<Path> checkpoints = Files.list(folder.resolve("checkpoints"))) {
            assertThat(checkpoints).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32", "bfloat16"})
    void namesTheRowsOfAStepWhoseLossIsNoNumber(String precision) {
        TrainingJob job = job("diverges", Map.of("precision", precision, "learning_rate", 1e30));

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> train(job))
                .withMessageMatching("training step [0-9]+: the loss is .* and the gradient's norm .*; lower"
                        + " learning_rate, or look at the step's rows: row-.*");
    }

    @Test
    void cuttingAStepIntoBatchesChangesNothing() throws IOException {
        TrainingConfig c = ToyRows.config(1, 0.01, 7);
        List<Double> losses = new ArrayList<>();
        for (int[] cut : new int[][] {{12, 1}, {4, 3}, {1, 12}}) {
            Path trial = folder.resolve("batch" + cut[0]);
            TrainingConfig config = c.with(Map.of(
                    "split_ratio",
                    new SplitRatio(0.25, 0.75),
                    "batch_size",
                    cut[0],
                    "gradient_accumulation_steps",
                    cut[1],
                    "weight_decay",
                    0,
                    "dropout",
                    0,
                    "padding",
                    "dynamic",
                    "evaluations",
                    1));
            TrainingJob job = ToyRows.job(trial, 1, 0.01);
            train(new TrainingJob(job.task(), job.student(), config, job.train(), job.dev(), trial));
            String last = Files.readAllLines(trial.resolve("metrics.jsonl"), StandardCharsets.UTF_8)
                    .get(3);
            losses.add(Double.parseDouble(last.replaceAll(".*\"loss\":([-.0-9eE]+),.*", "$1")));
        }

        assertThat(losses.get(1)).isCloseTo(losses.get(0), org.assertj.core.data.Offset.offset(1e-4));
        assertThat(losses.get(2)).isCloseTo(losses.get(0), org.assertj.core.data.Offset.offset(1e-4));
    }

    private TrainingJob job(String trial, Map<String, ?> settings) {
        TrainingJob job = ToyRows.job(folder.resolve(trial), 6, 0.01);
        TrainingConfig config = job.config().with(settings);
        return new TrainingJob(
                job.task().withLayout(config.layout()), job.student(), config, job.train(), job.dev(), job.folder());
    }

    @ParameterizedTest
    @ValueSource(strings = {"adamw", "adafactor", "adafactor-scaled"})
    void everyOptimizerGoesOnToTheSameBitsInTheMiddleOfEverything(String optimizer) throws IOException {
        Map<String, ?> settings = Map.of(
                "optimizer",
                optimizer,
                "schedule",
                "cosine",
                "label_smoothing",
                0.1,
                "freeze",
                List.of("embedding"),
                "early_stopping",
                3);
        TrainingJob whole = job("whole", settings);
        train(whole);

        TrainingJob stopped = job("stopped", settings);
        trainAndDieAfter(stopped, 7);
        trainAndDieAfter(stopped, 13);
        train(stopped);

        assertSame(stopped.folder(), whole.folder());
    }

    private static List<Map<String, ?>> furtherSettings() {
        return List.of(
                Map.of("batch_tokens", 120, "gradient_accumulation_steps", 1),
                Map.of("precision", "bfloat16"),
                Map.of("gradient_checkpointing", true),
                Map.of("layout", "rationale-first", "padding", "dynamic"),
                Map.of("layout", "two-task", "padding", "fixed", "schedule", "constant"),
                Map.of("boundary", "first-token", "padding", "fixed", "clip_norm", 0));
    }

    @ParameterizedTest
    @MethodSource("furtherSettings")
    void furtherSettingsGoOnToTheSameBits(Map<String, ?> settings) throws IOException {
        TrainingJob whole = job("whole", settings);
        train(whole);

        TrainingJob stopped = job("stopped", settings);
        trainAndDieAfter(stopped, 5);
        train(stopped);

        assertSame(stopped.folder(), whole.folder());
    }

    @Test
    void batchesByTokensNeedGroupedRows() {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> job("dynamic", Map.of("batch_tokens", 120, "padding", "dynamic")))
                .withMessageContaining(
                        "batch_tokens puts rows of like length together, so padding must be grouped, but is dynamic");
    }

    @Test
    void frozenPartsStayAsTheyAre() {
        TrainingJob job = job("frozen", Map.of("freeze", List.of("encoder", "embedding")));
        train(job);

        try (InitialStudent initial = InitialStudent.of(job, Device.CPU);
                T5Model before = initial.weights().get();
                T5Model after = T5Model.load(job.folder().resolve("student"))) {
            before.parameters().forEach((name, parameter) -> {
                boolean same = java.util.Arrays.equals(
                        Tensors.floats(parameter),
                        Tensors.floats(java.util.Objects.requireNonNull(
                                after.parameters().get(name))));
                assertThat(same).as(name).isEqualTo(name.startsWith("encoder.") || name.equals("shared.weight"));
            });
        }
    }

    @Test
    void refusesToFreezeAHeadThatIsTheEmbedding() {
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> train(job("head", Map.of("freeze", List.of("head")))))
                .withMessage(
                        "training.freeze: this student's head is its embedding; freeze embedding, too, or neither");
    }

    @Test
    void stopsEarlyAndSaysSo() {
        TrainingJob job = job("early", Map.of("early_stopping", 1, "learning_rate", 1e-9, "evaluations", 12));
        StepProgress listener = new StepProgress(step -> {});

        TrainingOutcome outcome = new T5Engine().train(job, listener);

        assertThat(outcome.steps()).isEqualTo(4); // of 24, after the second of twelve evaluations
        assertThat(listener.said())
                .last()
                .asString()
                .startsWith("Stopped early after step 4 of 24: no better dev accuracy");
    }
}
