package dev.scholium.run;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * What a finished trial says of itself, in runs and sweeps alike.
 *
 * @param id names its folder and its files of predictions
 * @param system its system, or the sweep's point
 * @param seed of its training
 */
record TrialFolder(String id, String system, long seed) {

    /**
     * The trials of a run that have a student.
     *
     * @param folder a run or sweep folder
     * @return one element a trial, in the order of their names
     */
    static List<TrialFolder> of(RunFolder folder) {
        List<Path> paths = new ArrayList<>();
        if (Files.isDirectory(folder.trials())) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.trials())) {
                entries.forEach(paths::add);
            } catch (IOException e) {
                throw AtomicFile.cannotRead(folder.trials(), e);
            }
        }
        paths.removeIf(
                path -> !Files.exists(path.resolve("trial.json")) || !Files.isDirectory(path.resolve("student")));
        paths.sort(null);
        return paths.stream().map(TrialFolder::read).toList();
    }

    private static TrialFolder read(Path path) {
        Path file = path.resolve("trial.json");
        try {
            TrainStage.TrialFile trial = Json.read(Files.readString(file), TrainStage.TrialFile.class);
            return new TrialFolder(String.valueOf(path.getFileName()), trial.system(), trial.seed());
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        } catch (JacksonException e) {
            throw new ScholiumException(ExitCode.FAILED, file + ": is no trial's file: " + e.getOriginalMessage(), e);
        }
    }
}
