package dev.scholium.track;

import dev.scholium.evaluate.TrialFile;
import dev.scholium.file.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
     * A trial with its settings.
     *
     * @param run the folder of its run or sweep
     * @param folder the trial's own
     * @param trial what that says of it
     * @return the trial
     * @throws dev.scholium.failure.ScholiumException if its settings cannot be read
     */
    static TrackedTrial of(Path run, Path folder, TrialFile trial) {
        Map<String, String> settings = TrialSettings.read(run, folder, trial.system(), trial.seed());
        return new TrackedTrial(folder, trial.id(), trial.system(), trial.seed(), settings);
    }

    /**
     * Looks for the trials of a run or a sweep.
     *
     * @param run its folder
     * @return those that have begun, by name
     * @throws dev.scholium.failure.ScholiumException if one cannot be read
     */
    static List<TrackedTrial> of(Path run) {
        return TrialFile.of(run).entrySet().stream()
                .map(trial -> of(run, trial.getKey(), trial.getValue()))
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
