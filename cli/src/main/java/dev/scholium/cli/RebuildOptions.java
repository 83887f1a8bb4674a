package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.run.RunFolder;
import dev.scholium.run.Runner;
import dev.scholium.torch.T5Engine;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The run folder whose rationales are written anew from the journal. */
final class RebuildOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "RUN", description = "A run folder.")
    private Path runDir = Path.of("run");

    @Option(
            names = "--force",
            description = "Also where students have been trained, which then become stale with their results.")
    private boolean force;

    /**
     * Writes the rationales anew.
     *
     * @param overrides other values for the checks
     * @return the exit code
     */
    int rebuild(List<String> overrides) {
        RunFolder folder = new RunFolder(runDir);
        Recipe recipe = new RecipeReader(System.getenv()).read(folder.recipe(), overrides);
        new Runner(new T5Engine(), new ConsoleProgress(spec.commandLine().getErr()))
                .rebuild(recipe, folder, force, CommandText.of(spec));
        return ExitCode.DONE.status();
    }
}
