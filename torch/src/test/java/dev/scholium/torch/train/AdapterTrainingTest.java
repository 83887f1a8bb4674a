package dev.scholium.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.student.LoraConfig;
import dev.scholium.student.StudentSpec;
import dev.scholium.student.TrainingJob;
import dev.scholium.torch.T5Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("native")
class AdapterTrainingTest {

    private static final LoraConfig LORA = new LoraConfig(2, 8, 0.1, List.of("q", "v", "wi"));

    @TempDir
    private static Path baseFolder;

    private static Path base;

    @TempDir
    private Path folder;

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static Progress killerAfter(long last) {
        return new StepProgress(step -> {
            if (step == last) {
                throw new Killed();
            }
        });
    }

    @BeforeAll
    static void trainABase() {
        base = new T5Engine()
                .train(ToyRows.job(baseFolder, 1, 0.01), Progress.none())
                .student();
    }

    private TrainingJob job(String trial, Map<String, ?> further) {
        Map<String, Object> settings = new HashMap<>(further);
        settings.put("lora", LORA);
        TrainingJob job = ToyRows.job(folder.resolve(trial), 2, 0.01);
        return new TrainingJob(
                job.task(),
                new StudentSpec(base.toString(), "", Map.of(), "", 0),
                job.config().with(settings),
                job.train(),
                job.dev(),
                job.folder());
    }

    private static List<Map<String, ?>> settings() {
        return List.of(
                Map.of(),
                Map.of("optimizer", "adafactor", "gradient_checkpointing", true),
                Map.of("precision", "bfloat16"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void goesOnToTheSameBits(Map<String, ?> settings) {
        TrainingJob whole = job("whole", settings);
        TrainingJob stopped = job("stopped", settings);
        new T5Engine().train(whole, Progress.none());
        assertThatExceptionOfType(Killed.class).isThrownBy(() -> new T5Engine().train(stopped, killerAfter(3)));
        assertThatExceptionOfType(Killed.class).isThrownBy(() -> new T5Engine().train(stopped, killerAfter(7)));
        new T5Engine().train(stopped, Progress.none());

        for (String file : List.of(
                "student/model.safetensors",
                "student/adapter/adapter_model.safetensors",
                "checkpoints/checkpoint-8/adapter_model.safetensors",
                "checkpoints/checkpoint-8/optimizer.safetensors")) {
            assertThat(stopped.folder().resolve(file))
                    .hasSameBinaryContentAs(whole.folder().resolve(file));
        }
    }

    @Test
    void theStudentIsTheBaseWithTheAdapterMerged() throws IOException {
        TrainingJob job = job("trial", Map.of());
        new T5Engine().train(job, Progress.none());
        Path student = job.folder().resolve("student");

        new T5Engine().merge(student.resolve("adapter"), "", folder.resolve("merged"));

        assertThat(folder.resolve("merged/model.safetensors"))
                .hasSameBinaryContentAs(student.resolve("model.safetensors"));
        assertThat(folder.resolve("merged/tokenizer.json")).hasSameBinaryContentAs(student.resolve("tokenizer.json"));
        assertThat(Files.mismatch(base.resolve("model.safetensors"), student.resolve("model.safetensors")))
                .isNotNegative();
        assertThat(job.folder().resolve("checkpoints/checkpoint-8/model.safetensors"))
                .doesNotExist();
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> new T5Engine().merge(student.resolve("adapter"), "", folder.resolve("merged")))
                .withMessage(
                        folder.resolve("merged") + ": must be a new or an empty folder, but holds files; name another");
    }

    @Test
    void refusesAStudentOfRandomWeights() {
        TrainingJob fresh = ToyRows.job(folder.resolve("fresh"), 1, 0.01);
        TrainingJob job = new TrainingJob(
                fresh.task(),
                fresh.student(),
                fresh.config().with(Map.of("lora", LORA)),
                fresh.train(),
                fresh.dev(),
                fresh.folder());

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> new T5Engine().train(job, Progress.none()))
                .withMessage("training.lora: a student of random weights has nothing to adapt; name one by"
                        + " student.model, or set lora.rank to 0");
    }

    @Test
    void refusesTargetsThatTheStudentLacks() {
        TrainingJob gated = job("gated", Map.of());
        TrainingJob job = new TrainingJob(
                gated.task(),
                gated.student(),
                gated.config().with(Map.of("lora", new LoraConfig(2, 8, 0, List.of("wi_0")))),
                gated.train(),
                gated.dev(),
                gated.folder());

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> new T5Engine().train(job, Progress.none()))
                .withMessage("training.lora.targets: this student must have one of [wi_0], but has none; a gated one"
                        + " has wi_0 and wi_1 in place of wi");
    }
}
