package dev.scholium.cli;

import dev.scholium.evaluate.SweepResults;
import dev.scholium.failure.ExitCode;
import dev.scholium.recipe.Sweep;
import dev.scholium.recipe.SweepReader;
import dev.scholium.run.SweepFolder;
import dev.scholium.run.SweepRunner;
import dev.scholium.world.WorldTeacher;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Carries out the trials of a recipe's sweep. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = {
            "Trains one student for each combination of a recipe's sweep, chooses on dev, and looks at test once.",
            "A killed sweep goes on with the same command; finished trials are skipped. A failed one does not end it."
        },
        subcommands = {SweepStatusCommand.class, SweepTrialCommand.class},
        footer = {
            "",
            "Examples:",
            "  scholium sweep my.yaml --run-dir sweeps/my --set sweep.parallel=2",
            "  scholium sweep status sweeps/my"
        })
final class SweepCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "RECIPE", description = "A recipe file with a section sweep.")
    private @Nullable Path recipe;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Another value for one of the recipe's keys: --set sweep.parallel=2. May be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--run-dir",
            paramLabel = "DIR",
            description =
                    "The sweep's folder; runs/NAME when not given. A stopped sweep goes on with the same command.")
    private @Nullable Path runDir;

    @Option(names = "--retry-failed", description = "Begin trials again that failed in an earlier session.")
    private boolean retryFailed;

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Override
    public Integer call() {
        if (recipe == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'RECIPE'");
        }
        Sweep sweep = new SweepReader(System.getenv()).read(recipe, overrides);
        SweepFolder folder = new SweepFolder(runDir != null ? runDir : Path.of("runs", sweep.name()));
        SweepResults results = new SweepRunner(
                        device.engine(),
                        new ChildTrials(device.device()),
                        new ConsoleProgress(spec.commandLine().getErr()),
                        Map.of(WorldTeacher.MODEL, new WorldTeacher()),
                        Clock.systemUTC(),
                        System.getenv())
                .run(sweep, folder, retryFailed, CommandText.of(spec));
        new SweepText(spec.commandLine().getOut()).print(results);
        spec.commandLine().getOut().println();
        spec.commandLine().getOut().println("Report: " + folder.run().report());
        return results.isWhole() ? ExitCode.DONE.status() : ExitCode.FAILED.status();
    }
}
