package dev.scholium.evaluate;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.FolderListing;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a trial's folder says of it in {@code trial.json}, from before its training on.
 *
 * @param id {@code <system>-seed<seed>}
 * @param system name of the system
 * @param rationaleKind what it learns; {@code none} for labels only
 * @param seed of everything random
 * @param trainRows rows it learns from
 */
public record TrialFile(String id, String system, String rationaleKind, long seed, long trainRows) {

    private static final String NAME = "trial.json";

    /**
     * Reads the file of a trial.
     *
     * @param trial its folder
     * @return what it says; empty if the folder is no trial's
     * @throws ScholiumException if the file cannot be read
     */
    public static Optional<TrialFile> in(Path trial) {
        Path file = trial.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode says = Json.mapper().readTree(Files.readString(file));
            String id = says.path("id").asString(String.valueOf(trial.getFileName()));
            return Optional.of(new TrialFile(
                    id,
                    says.path("system").asString(id),
                    says.path("rationale_kind").asString(""),
                    says.path("seed").asLong(0),
                    says.path("train_rows").asLong(0)));
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        } catch (JacksonException e) {
            throw new ScholiumException(ExitCode.FAILED, file + ": is no trial's file: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads the files of all trials that have begun.
     *
     * @param run folder of a run or a sweep
     * @return by the trials' folders, which are in the order of their names
     * @throws ScholiumException if one cannot be read
     */
    public static Map<Path, TrialFile> of(Path run) {
        Map<Path, TrialFile> trials = new LinkedHashMap<>();
        for (Path folder : FolderListing.of(run.resolve("trials"), "*")) {
            in(folder).ifPresent(trial -> trials.put(folder, trial));
        }
        return trials;
    }

    /**
     * Gives a trial that was begun its system's present name.
     *
     * @param trial its folder, which may not be there yet
     * @param system the name
     * @throws ScholiumException if the file cannot be read or written
     */
    public static void rename(Path trial, String system) {
        in(trial)
                .filter(was -> !was.system.equals(system))
                .ifPresent(was ->
                        new TrialFile(was.id, system, was.rationaleKind, was.seed, was.trainRows).writeTo(trial));
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @param trial the trial's folder
     * @throws ScholiumException if it cannot be written
     */
    public void writeTo(Path trial) {
        AtomicFile.write(trial.resolve(NAME), Json.page(this));
    }
}
