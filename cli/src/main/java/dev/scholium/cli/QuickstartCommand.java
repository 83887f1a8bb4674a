package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.recipe.Recipe;
import dev.scholium.recipe.RecipeReader;
import dev.scholium.run.RunFolder;
import dev.scholium.run.Runner;
import dev.scholium.run.Stage;
import dev.scholium.world.Quickstart;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job on generated sentences, in a few minutes. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        description = {
            "Carries the whole flow out on sentences that Scholium makes up: no network, no key, no download.",
            "Takes a few minutes on two cores. Trains a labels-only baseline and two students with rationales, "
                    + "evaluates them on combinations that were not trained on, and writes a report."
        },
        footer = {"", "Example:", "  scholium quickstart --run-dir runs/quickstart"})
final class QuickstartCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--run-dir",
            paramLabel = "DIR",
            description =
                    "The run folder; ${DEFAULT-VALUE} when not given. A stopped run goes on with the same command.")
    private Path runDir = Path.of("runs", "quickstart");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Another value for one of the recipe's keys: --set training.epochs=2. May be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        err.println(
                "What this shows: the whole job, end to end, on a small world of made-up sentences with a teacher that");
        err.println("knows it: rows, rationales, three students from nothing, scores with intervals, one report.");
        err.println("What it does not show: anything about real text, real teachers, or models with pre-training.");
        err.println();
        RunFolder folder = new RunFolder(runDir);
        Quickstart.writeData(folder.path());
        Recipe recipe = new RecipeReader(System.getenv())
                .read("quickstart.yaml", Quickstart.recipe(), folder.path(), overrides);
        new Runner(device.engine(), new ConsoleProgress(err)).run(recipe, folder, Stage.REPORT, CommandText.of(spec));
        new ResultTable(spec.commandLine().getOut()).print(folder, Stage.REPORT);
        return ExitCode.DONE.status();
    }
}
