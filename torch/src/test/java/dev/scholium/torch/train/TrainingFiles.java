package dev.scholium.torch.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a training leaves in its folder. */
final class TrainingFiles {

    private TrainingFiles() {}

    /** Checks that two trainings came to the same student, optimiser and metrics, bit by bit; times may differ. */
    static void assertSame(Path trial, Path expected) throws IOException {
        assertThat(trial.resolve("student/model.safetensors"))
                .hasSameBinaryContentAs(expected.resolve("student/model.safetensors"));
        assertThat(timeless(trial)).isEqualTo(timeless(expected));
        for (String file : List.of("model.safetensors", "optimizer.safetensors")) {
            assertThat(newestCheckpoint(trial).resolve(file))
                    .hasSameBinaryContentAs(newestCheckpoint(expected).resolve(file));
        }
    }

    private static List<String> timeless(Path trial) throws IOException {
        return Files.readAllLines(trial.resolve("metrics.jsonl")).stream()
                .map(line -> line.replaceAll("\"(train_samples_per_second|eval_seconds)\":[-+.0-9eE]+", "\"$1\":0"))
                .toList();
    }

    /** The checkpoint after most steps. */
    static Path newestCheckpoint(Path trial) throws IOException {
        try (Stream<Path> checkpoints = Files.list(trial.resolve("checkpoints"))) {
            return checkpoints
                    .filter(path -> path.getFileName().toString().matches("checkpoint-[0-9]+"))
                    .max(Comparator.comparingInt(path ->
                            Integer.parseInt(path.getFileName().toString().substring("checkpoint-".length()))))
                    .orElseThrow();
        }
    }
}
