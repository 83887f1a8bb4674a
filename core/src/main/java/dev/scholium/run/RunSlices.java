package dev.scholium.run;

import dev.scholium.data.DataSplit;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SliceResult;
import dev.scholium.evaluate.Slicing;
import dev.scholium.evaluate.SystemPredictions;
import dev.scholium.evaluate.SystemResult;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cuts the results of a finished run anew. Nothing of the run is changed. */
public final class RunSlices {

    private RunSlices() {}

    /**
     * Scores a run's systems on slices of its splits.
     *
     * @param run a run folder that has been evaluated
     * @param slicings what to cut by, files by absolute paths
     * @param environment the process's environment
     * @return one element a split, slice and system
     * @throws ScholiumException if the run has no results, its data have changed, or a cut is impossible
     */
    public static List<SliceResult> score(Path run, List<Slicing> slicings, Map<String, String> environment) {
        RunFolder folder = new RunFolder(run);
        if (!Files.exists(folder.results())) {
            throw new ScholiumException(
                    ExitCode.FAILED, folder.path() + ": must hold results.json, but does not; evaluate the run first");
        }
        Recipe recipe = new RecipeReader(environment).read(folder.recipe(), List.of());
        RunData data = RunData.read(recipe);
        data.checkUnchanged(Manifest.open(folder.manifest(), java.time.Clock.systemUTC()));
        return new SliceStage(recipe, folder, data, EvaluateStage.baseline(recipe)).score(slicings, systems(folder));
    }

    private static List<SystemPredictions> systems(RunFolder folder) {
        List<SystemPredictions> systems = new ArrayList<>();
        for (SystemResult system : Results.read(folder.results()).systems()) {
            boolean standard = system.name().startsWith(Recipe.CONTROL);
            DataSplit split = DataSplit.valueOf(system.split().toUpperCase(java.util.Locale.ROOT));
            systems.add(new SystemPredictions(
                    system.name(),
                    system.rationaleKind(),
                    system.seed(),
                    system.split(),
                    folder.predictions(standard ? system.name() : system.name() + "-seed" + system.seed(), split),
                    system.control()));
        }
        return systems;
    }
}
