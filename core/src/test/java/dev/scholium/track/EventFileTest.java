package dev.scholium.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event files are those that TensorBoard's own writer makes; {@code golden/track/ORIGIN.md} says how. */
class EventFileTest {

    private static final Instant WHEN = Instant.ofEpochMilli(1_795_600_000_500L);
    private static final String METRICS = """
            {"step":20,"epoch":0.25,"loss":2.125,"learning_rate":6.0E-4}
            {"step":20,"epoch":0.25,"eval_accuracy":0.3333333333333333,"eval_collapsed":true}
            {"step":300,"epoch":3.75,"loss":0.4321,"learning_rate":1.5E-5}
            """;

    @TempDir
    private Path trial;

    private List<MetricsLine> lines = List.of();
    private byte[] golden = {};

    @BeforeEach
    void readMetrics() throws IOException {
        Files.writeString(trial.resolve("metrics.jsonl"), METRICS + "{\"step\":320,\"lo");
        lines = MetricsLine.read(trial.resolve("metrics.jsonl"));
        try (InputStream in = EventFileTest.class.getResourceAsStream("/golden/track/events.tfevents")) {
            golden = Objects.requireNonNull(in, "events.tfevents").readAllBytes();
        }
    }

    @Test
    void hasTheBytesThatTensorBoardWrites() {
        new EventFile(trial).deliver(lines, WHEN);
        assertThat(metrics()).isEqualTo(golden);
    }

    @Test
    void growsByTheNewLinesAlone() {
        new EventFile(trial).deliver(lines.subList(0, 1), WHEN);
        new EventFile(trial).deliver(lines.subList(0, 2), WHEN);
        new EventFile(trial).deliver(lines, WHEN);
        new EventFile(trial).deliver(lines, WHEN.plusSeconds(1));
        assertThat(metrics()).isEqualTo(golden);
    }

    @Test
    void takesNoLineTwiceThatAResumedTrainingWritesAgain() {
        new EventFile(trial).deliver(lines, WHEN);
        new EventFile(trial).deliver(lines.subList(0, 2), WHEN);
        new EventFile(trial).deliver(lines, WHEN);
        assertThat(metrics()).isEqualTo(golden);
    }

    @Test
    void isMendedWhereAKillHasTornIt() throws IOException {
        for (int torn = 0; torn < golden.length; torn += 7) {
            Files.write(trial.resolve(EventFile.METRICS), Arrays.copyOf(golden, torn));
            new EventFile(trial).deliver(lines, WHEN);
            assertThat(metrics()).as("torn after %d bytes", torn).isEqualTo(golden);
        }
        byte[] damaged = golden.clone();
        damaged[golden.length - 6] ^= 1; // in the last value: only its checksum tells
        Files.write(trial.resolve(EventFile.METRICS), damaged);
        Files.write(trial.resolve(EventFile.METRICS), new byte[40], StandardOpenOption.APPEND);
        new EventFile(trial).deliver(lines, WHEN);
        assertThat(metrics()).isEqualTo(golden);
    }

    @Test
    void newScoresReplaceTheOldOnes() {
        EventFile file = new EventFile(trial);
        file.deliverScores(lines.get(0), WHEN);
        byte[] once = bytes(EventFile.SCORES);
        file.deliverScores(lines.get(1), WHEN);
        file.deliverScores(lines.get(0), WHEN);
        assertThat(bytes(EventFile.SCORES)).isEqualTo(once).hasSizeGreaterThan(60);
    }

    private byte[] metrics() {
        return bytes(EventFile.METRICS);
    }

    private byte[] bytes(String file) {
        try {
            return Files.readAllBytes(trial.resolve(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
