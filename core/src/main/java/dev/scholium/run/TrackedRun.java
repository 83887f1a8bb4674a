package dev.scholium.run;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.recipe.TrackingSpec;
import dev.scholium.track.RunTracking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A run or a sweep whose metrics and scores are handed on after it has ended. */
public final class TrackedRun {

    private TrackedRun() {}

    /**
     * Hands on what its recipe's tools do not hold yet.
     *
     * @param path the folder of a run or a sweep
     * @param settings {@code key=value} pairs with the keys of {@code tracking}, laid over the recipe's
     * @param environment where a server's token is looked up
     * @return where it is now, a line each
     * @throws ScholiumException if it is no such folder, if nothing says where to, if another process is at work in it,
     *     or if something cannot be handed on
     */
    public static List<String> deliver(Path path, List<String> settings, Map<String, String> environment) {
        RunFolder folder = new RunFolder(path);
        if (!Files.isDirectory(folder.trials()) || !Files.exists(folder.recipe())) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    folder.path() + ": must be the folder of a run or a sweep whose trials have begun, but is none");
        }
        TrackingSpec spec = new RecipeReader(Map.of()).readTracking(recipe(folder), settings);
        if (spec.isOff()) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    folder.recipe() + ": names no tool under tracking; name one here: --set tensorboard=true");
        }
        try (AutoCloseable lock = folder.lock()) {
            return new RunTracking(folder.path(), spec, environment).deliver();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ScholiumException(ExitCode.FAILED, folder.path() + ": cannot be unlocked: " + e.getMessage(), e);
        }
    }

    /** The resolved recipe: a run's own; a sweep's is as its user wrote it, but those of its trials are resolved. */
    private static String recipe(RunFolder folder) {
        try (Stream<Path> trials = Files.list(folder.trials())) {
            Path file = trials.map(trial -> trial.resolve("recipe.yaml"))
                    .filter(Files::exists)
                    .min(Comparator.naturalOrder())
                    .orElse(folder.recipe());
            return Files.readString(file);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(folder.recipe(), e);
        }
    }
}
