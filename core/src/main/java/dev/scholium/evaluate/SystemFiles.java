package dev.scholium.evaluate;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Where the folder of a run or a sweep keeps what its systems said, and what teachers wrote for them.
 *
 * <p>A sweep's folder holds more trials than it has systems: rounds of successive halving, and points that its recipe
 * no longer has. Its systems are the trials that {@code sweep.json} compares and calls done.
 */
public final class SystemFiles {

    private final Path folder;
    private final boolean sweep;
    private final List<SystemTrial> trials;

    private SystemFiles(Path folder, boolean sweep, List<SystemTrial> trials) {
        this.folder = folder;
        this.sweep = sweep;
        this.trials = List.copyOf(trials);
    }

    /**
     * Looks a folder through.
     *
     * @param folder of a run or a sweep
     * @return what is where
     * @throws ScholiumException if a file that tells of trials is damaged
     */
    public static SystemFiles of(Path folder) {
        Path table = folder.resolve("sweep.json");
        if (!Files.exists(table)) {
            return new SystemFiles(folder, false, ofRun(folder));
        }
        return new SystemFiles(
                folder,
                true,
                SweepResults.read(table).compared().stream()
                        .filter(SweepRow::isDone)
                        .map(row -> new SystemTrial(row.id(), row.point(), row.seed()))
                        .toList());
    }

    private static List<SystemTrial> ofRun(Path folder) {
        return TrialFile.of(folder).values().stream()
                .map(trial -> new SystemTrial(trial.id(), trial.system(), trial.seed()))
                .toList();
    }

    /** {@return the trials whose answers count: of a run, by name; of a sweep, in its order} */
    public List<SystemTrial> trials() {
        return trials;
    }

    /**
     * Looks for one.
     *
     * @param id a trial's
     * @return the trial, if its answers count
     */
    public Optional<SystemTrial> trial(String id) {
        return trials.stream().filter(trial -> trial.id().equals(id)).findFirst();
    }

    /**
     * What a trial of a system is called.
     *
     * @param system its name
     * @param seed its seed; {@link SystemPredictions#NO_SEED} for a control that is no trial
     * @return the id that begins the names of its files
     */
    public String id(String system, long seed) {
        return trials.stream()
                .filter(trial -> trial.system().equals(system) && trial.seed() == seed)
                .map(SystemTrial::id)
                .findFirst()
                .orElse(seed == SystemPredictions.NO_SEED ? system : system + "-seed" + seed);
    }

    /**
     * What a system said.
     *
     * @param system its name
     * @param seed its seed; {@link SystemPredictions#NO_SEED} for a control that is no trial
     * @param split which rows
     * @return the file, which is there if the system has answered them
     */
    public Path predictions(String system, long seed, String split) {
        return folder.resolve("predictions").resolve(id(system, seed) + "-" + split + ".jsonl");
    }

    /**
     * The folders of what teachers wrote.
     *
     * @return by what tells one's sources from those of another: nothing where there is one folder, else
     *     {@code <group>/}; folders need not be there
     */
    public Map<String, Path> augmented() {
        Map<String, Path> folders = new LinkedHashMap<>();
        if (sweep) {
            Set<String> groups = groups();
            groups.forEach(group -> folders.put(
                    groups.size() > 1 ? group + "/" : "",
                    folder.resolve("shared").resolve(group).resolve("augmented")));
        } else {
            folders.put("", folder.resolve("augmented"));
        }
        return folders;
    }

    private Set<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        for (SystemTrial trial : trials) {
            Path plan = folder.resolve("trials").resolve(trial.id()).resolve("sweep-trial.json");
            if (Files.exists(plan)) {
                groups.add(read(plan).path("group").asString(""));
            }
        }
        return groups;
    }

    private static JsonNode read(Path file) {
        try {
            return Json.mapper().readTree(Files.readString(file));
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        } catch (JacksonException e) {
            throw new ScholiumException(ExitCode.FAILED, file + ": is no trial's file: " + e.getOriginalMessage(), e);
        }
    }
}
