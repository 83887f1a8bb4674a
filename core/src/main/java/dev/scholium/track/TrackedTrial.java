package dev.scholium.track;

import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A trial as its folder tells of it.
 *
 * @param folder where it is
 * @param id its name
 * @param system the system that it trains
 * @param seed of everything random in it
 */
record TrackedTrial(Path folder, String id, String system, long seed) {

    /**
     * Reads a trial.
     *
     * @param folder with a {@code trial.json}
     * @return the trial
     * @throws dev.scholium.failure.ScholiumException if it cannot be read
     */
    static TrackedTrial read(Path folder) {
        Path file = folder.resolve("trial.json");
        try {
            JsonNode trial = Json.mapper().readTree(Files.readString(file));
            String id = trial.path("id").asString(String.valueOf(folder.getFileName()));
            return new TrackedTrial(
                    folder,
                    id,
                    trial.path("system").asString(id),
                    trial.path("seed").asLong(0));
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    /**
     * Looks for the trials of a run or a sweep.
     *
     * @param run its folder
     * @return those that have begun, by name
     * @throws dev.scholium.failure.ScholiumException if one cannot be read
     */
    static List<TrackedTrial> of(Path run) {
        Path trials = run.resolve("trials");
        if (!Files.isDirectory(trials)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(trials)) {
            return folders.filter(folder -> Files.exists(folder.resolve("trial.json")))
                    .sorted()
                    .map(TrackedTrial::read)
                    .toList();
        } catch (IOException e) {
            throw AtomicFile.cannotRead(trials, e);
        }
    }

    /** {@return its lines of metrics} */
    List<MetricsLine> metrics() {
        return MetricsLine.read(metricsFile());
    }

    /** {@return the file that they are in} */
    Path metricsFile() {
        return folder.resolve("metrics.jsonl");
    }
}
