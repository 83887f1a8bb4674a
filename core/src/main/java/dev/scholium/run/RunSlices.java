package dev.scholium.run;

import dev.scholium.evaluate.Baselines;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SliceResult;
import dev.scholium.evaluate.Slicing;
import dev.scholium.evaluate.SweepChoice;
import dev.scholium.evaluate.SweepResults;
import dev.scholium.evaluate.SystemFiles;
import dev.scholium.evaluate.SystemPredictions;
import dev.scholium.evaluate.SystemResult;
import dev.scholium.evaluate.SystemTrial;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts the results of a finished run or sweep anew. Nothing of it is changed. Of a sweep, slices are those of what was
 * chosen, the baseline and the controls.
 */
public final class RunSlices {

    private RunSlices() {}

    /**
     * Scores a run's systems on slices of its splits.
     *
     * @param run a run or sweep folder that has been evaluated
     * @param slicings what to cut by, files by absolute paths
     * @param environment the process's environment
     * @return one element a split, slice and system
     * @throws ScholiumException if the run has no results, a sweep has not ended, data have changed, or a cut is
     *     impossible
     */
    public static List<SliceResult> score(Path run, List<Slicing> slicings, Map<String, String> environment) {
        RunFolder folder = new RunFolder(run);
        if (!Files.exists(folder.results())) {
            throw new ScholiumException(
                    ExitCode.FAILED, folder.path() + ": must hold results.json, but does not; evaluate the run first");
        }
        Results results = Results.read(folder.results());
        SystemFiles files = SystemFiles.of(folder.path());
        SweepFolder sweep = new SweepFolder(folder);
        boolean swept = Files.exists(sweep.table());
        RunFolder inputs = swept ? shared(sweep, files, results.baseline()) : folder;
        Recipe recipe = new RecipeReader(environment).read(inputs.recipe(), List.of());
        RunData data = RunData.read(recipe);
        data.checkUnchanged(Manifest.open(inputs.manifest(), Clock.systemUTC()));
        Optional<SweepChoice> choice = swept ? Optional.of(choice(sweep)) : Optional.empty();
        List<SystemPredictions> systems = results.systems().stream()
                .filter(system ->
                        choice.isEmpty() || system.control() || choice.get().isChosenOrBaseline(system.name()))
                .map(system -> predictions(files, system))
                .toList();
        return new SliceStage(
                        recipe,
                        inputs,
                        data,
                        choice.map(SweepChoice::allBaselines).orElse(Baselines.of(results.baseline())))
                .score(slicings, systems);
    }

    /** What the baseline's trials share. */
    private static RunFolder shared(SweepFolder sweep, SystemFiles files, String baseline) {
        SystemTrial reference = files.trials().stream()
                .min(Comparator.comparing(trial -> !trial.system().equals(baseline))) // the first of equals
                .orElseThrow(() -> notEnded(sweep));
        return sweep.shared(TrialPlan.read(sweep, reference.id()).group());
    }

    private static SweepChoice choice(SweepFolder sweep) {
        SweepChoice choice = SweepResults.read(sweep.table()).choice();
        if (choice == null) {
            throw notEnded(sweep);
        }
        return choice;
    }

    private static ScholiumException notEnded(SweepFolder sweep) {
        return new ScholiumException(
                ExitCode.FAILED,
                sweep.path() + ": must be a sweep that has ended, but has not; start the same command again");
    }

    private static SystemPredictions predictions(SystemFiles files, SystemResult system) {
        return new SystemPredictions(
                system.name(),
                system.rationaleKind(),
                system.seed(),
                system.split(),
                files.predictions(system.name(), system.seed(), system.split()),
                system.control());
    }
}
