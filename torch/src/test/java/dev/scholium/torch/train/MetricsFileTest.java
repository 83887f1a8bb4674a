package dev.scholium.torch.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.student.TrainingMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFileTest {

    @TempDir
    private Path folder;

    private static TrainingMetrics line(long step) {
        return new TrainingMetrics(
                step, 0.5, 1.25, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    @Test
    void leavesAbsentFiguresOut() throws IOException {
        Path file = folder.resolve("trial").resolve("metrics.jsonl");

        try (MetricsFile metrics = MetricsFile.open(file, 0, 0)) {
            metrics.add(line(3));
            assertThat(file).hasContent("{\"step\":3,\"epoch\":0.5,\"loss\":1.25}");
        }
    }

    @Test
    void dropsLaterLinesAndATornOne() throws IOException {
        Path file = folder.resolve("metrics.jsonl");
        Files.writeString(
                file,
                "{\"step\":1,\"epoch\":0.5}\n{\"step\":2,\"epoch\":0.5}\n{\"step\":3,\"epoch\":1.5}\n{\"step\":2,\"ep");

        try (MetricsFile metrics = MetricsFile.open(file, 2, 0)) {
            metrics.add(line(3));
        }

        assertThat(file)
                .hasContent(
                        "{\"step\":1,\"epoch\":0.5}\n{\"step\":2,\"epoch\":0.5}\n{\"step\":3,\"epoch\":0.5,\"loss\":1.25}");
    }

    @Test
    void dropsAnEvaluationThatIsDoneAgain() throws IOException {
        Path file = folder.resolve("metrics.jsonl");
        String kept = "{\"step\":1,\"epoch\":0.5,\"eval_seconds\":3.0}\n{\"step\":2,\"epoch\":1.0,\"loss\":1.0}\n";
        Files.writeString(file, kept + "{\"step\":2,\"epoch\":1.0,\"eval_seconds\":3.0}\n");

        MetricsFile.open(file, 2, 1).close();

        assertThat(file).hasContent(kept);
    }
}
