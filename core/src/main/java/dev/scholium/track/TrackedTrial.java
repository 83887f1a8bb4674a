package dev.scholium.track;

import dev.scholium.file.AtomicFile;
import dev.scholium.file.FolderListing;
import dev.scholium.file.Json;
import dev.scholium.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A trial as its folder tells of it.
 *
 * @param folder where it is
 * @param id its name
 * @param system the system that it trains
 * @param seed of everything random in it
 * @param settings what its recipe says of it, by dotted keys
 */
record TrackedTrial(Path folder, String id, String system, long seed, Map<String, String> settings) {

    /**
     * Reads a trial.
     *
     * @param run the folder of its run or sweep
     * @param folder with a {@code trial.json}
     * @return the trial
     * @throws dev.scholium.failure.ScholiumException if it cannot be read
     */
    static TrackedTrial read(Path run, Path folder) {
        Path file = folder.resolve("trial.json");
        try {
            JsonNode trial = Json.mapper().readTree(Files.readString(file));
            String id = trial.path("id").asString(String.valueOf(folder.getFileName()));
            String system = trial.path("system").asString(id);
            long seed = trial.path("seed").asLong(0);
            return new TrackedTrial(folder, id, system, seed, TrialSettings.read(run, folder, system, seed));
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
        return FolderListing.of(run.resolve("trials"), "*").stream()
                .filter(folder -> Files.exists(folder.resolve("trial.json")))
                .map(folder -> read(run, folder))
                .toList();
    }

    /** {@return whether its training has ended} */
    boolean isTrained() {
        return Files.isDirectory(folder.resolve("student"));
    }

    /** {@return what tells it from all other trials, here and elsewhere: a hash of its path and settings} */
    String key() {
        return Sha256.of(folder.toAbsolutePath() + "\n" + settings);
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
