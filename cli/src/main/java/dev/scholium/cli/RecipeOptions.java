package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.file.Json;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.run.DryRun;
import dev.scholium.run.RunFolder;
import dev.scholium.run.Runner;
import dev.scholium.run.Stage;
import dev.scholium.torch.T5Engine;
import java.nio.file.Path;
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
     * Carries the recipe out as far as a stage; finished stages are not done again.
     *
     * @param last the last stage to do
     * @return the exit code
     */
    int carryOut(Stage last) {
        Recipe recipe = new RecipeReader(System.getenv()).read(recipeFile, overrides);
        RunFolder folder = new RunFolder(runDir != null ? runDir : Path.of("runs", recipe.name()));
        Progress progress = new ConsoleProgress(spec.commandLine().getErr());
        new Runner(new T5Engine(), progress).run(recipe, folder, last, CommandText.of(spec));
        new ResultTable(spec.commandLine().getOut()).print(folder, last);
        return ExitCode.DONE.status();
    }

    /**
     * Prints what the recipe's teacher would be asked.
     *
     * @param format how
     * @return the exit code
     */
    int dryRun(DryRunOption.Format format) {
        Recipe recipe = new RecipeReader(System.getenv()).read(recipeFile, overrides);
        RunFolder folder = new RunFolder(runDir != null ? runDir : Path.of("runs", recipe.name()));
        Progress progress = new ConsoleProgress(spec.commandLine().getErr());
        DryRun dry = new Runner(new T5Engine(), progress).dryRun(recipe, folder);
        if (format == DryRunOption.Format.JSON) {
            spec.commandLine().getOut().print(Json.page(dry));
            spec.commandLine().getOut().flush();
        } else {
            new DryRunText(spec.commandLine().getOut()).print(dry);
        }
        return ExitCode.DONE.status();
    }
}
