package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.file.Json;
import dev.scholium.pilot.PilotPlan;
import dev.scholium.pilot.PilotResults;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.run.DryRun;
import dev.scholium.run.RunBatches;
import dev.scholium.run.RunFolder;
import dev.scholium.run.Runner;
import dev.scholium.run.Stage;
import dev.scholium.student.StudentEngine;
import dev.scholium.torch.T5Engine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Recipe, overrides and run folder: what every command has that carries out a recipe or a stage of it. */
final class RecipeOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "RECIPE", description = "A recipe file (YAML).")
    private Path recipeFile = Path.of("recipe.yaml");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Another value for one of the recipe's keys: --set training.epochs=2. May be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--run-dir",
            paramLabel = "DIR",
            description = "The run folder; runs/NAME when not given. A stopped run goes on with the same command.")
    private @Nullable Path runDir;

    /**
     * Gives one of the recipe's keys another value, as {@code --set} does, and after all of those.
     *
     * @param override {@code KEY=VALUE}
     */
    void set(String override) {
        overrides.add(override);
    }

    /**
     * Carries the recipe out as far as a stage; finished stages are not done again.
     *
     * @param last the last stage to do
     * @param engine what trains and opens students
     * @return the exit code
     */
    int carryOut(Stage last, StudentEngine engine) {
        return carryOut(last, new BatchOptions(), engine);
    }

    /**
     * Carries the recipe out as far as a stage; finished stages are not done again.
     *
     * @param last the last stage to do
     * @param batch how the teacher is asked
     * @param engine what trains and opens students
     * @return the exit code
     */
    int carryOut(Stage last, BatchOptions batch, StudentEngine engine) {
        Recipe recipe = recipe(batch);
        RunFolder folder = folder(recipe);
        Progress progress = new ConsoleProgress(spec.commandLine().getErr());
        Runner runner = new Runner(engine, progress);
        (batch.waits() ? runner : runner.withoutWaiting()).run(recipe, folder, last, CommandText.of(spec));
        new ResultTable(spec.commandLine().getOut()).print(folder, last);
        return ExitCode.DONE.status();
    }

    /** {@return the batch jobs of the recipe's teacher, to be closed} */
    RunBatches batches() {
        Recipe recipe = recipe(new BatchOptions());
        RunFolder folder = folder(recipe);
        return RunBatches.open(recipe, folder, System.getenv(), Clock.systemUTC());
    }

    /**
     * Prints what the recipe's teacher would be asked.
     *
     * @param format how
     * @param batch how the teacher would be asked
     * @return the exit code
     */
    int dryRun(OutputFormat format, BatchOptions batch) {
        Recipe recipe = recipe(batch);
        RunFolder folder = folder(recipe);
        Progress progress = new ConsoleProgress(spec.commandLine().getErr());
        print(new Runner(new T5Engine(), progress).dryRun(recipe, folder), format);
        return ExitCode.DONE.status();
    }

    /**
     * Tries prompt templates on a sample of the recipe's rows.
     *
     * @param plan what to ask
     * @param isDry whether only to say what would be asked
     * @param format how the result is printed
     * @return the exit code
     */
    int pilot(PilotPlan plan, boolean isDry, OutputFormat format) {
        Recipe recipe = new RecipeReader(System.getenv()).read(recipeFile, overrides);
        RunFolder folder = new RunFolder(runDir != null ? runDir : Path.of("runs", recipe.name()));
        Progress progress = new ConsoleProgress(spec.commandLine().getErr());
        Runner runner = new Runner(new T5Engine(), progress);
        if (isDry) {
            print(runner.pilotDryRun(recipe, folder, plan), format);
            return ExitCode.DONE.status();
        }
        PilotResults pilot = runner.pilot(recipe, folder, plan, CommandText.of(spec));
        if (format == OutputFormat.json) {
            spec.commandLine().getOut().print(Json.page(pilot));
            spec.commandLine().getOut().flush();
        } else {
            new PilotText(spec.commandLine().getOut()).print(pilot, folder);
        }
        return ExitCode.DONE.status();
    }

    private void print(DryRun dry, OutputFormat format) {
        if (format == OutputFormat.json) {
            spec.commandLine().getOut().print(Json.page(dry));
            spec.commandLine().getOut().flush();
        } else {
            new DryRunText(spec.commandLine().getOut()).print(dry);
        }
    }

    private Recipe recipe(BatchOptions batch) {
        List<String> all = new ArrayList<>(overrides);
        if (batch.isBatch()) {
            all.add("teacher.delivery=batch");
        }
        return new RecipeReader(System.getenv()).read(recipeFile, all);
    }

    private RunFolder folder(Recipe recipe) {
        return new RunFolder(runDir != null ? runDir : Path.of("runs", recipe.name()));
    }
}
