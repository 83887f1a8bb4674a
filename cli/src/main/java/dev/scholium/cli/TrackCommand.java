package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.run.TrackedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hands a run's metrics and scores on to other tools. */
@Command(
        name = "track",
        mixinStandardHelpOptions = true,
        description = {
            "Hands on the metrics and scores of a run or a sweep to the tools that its recipe names under tracking, or that",
            "--set names here: what did not reach them while it trained. What they hold already is not sent again."
        },
        footer = {"", "Example:", "  scholium track runs/my --set tensorboard=true"})
final class TrackCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "The folder of a run or a sweep.")
    private Path folder = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = {
                "Another value for one of the keys of tracking: --set tensorboard=true,",
                "--set mlflow.uri=http://localhost:5000, --set lm_eval=true. May be repeated."
            })
    private List<String> settings = new ArrayList<>();

    @Override
    public Integer call() {
        TrackedRun.deliver(folder, settings, System.getenv())
                .forEach(line -> spec.commandLine().getOut().println(line));
        return ExitCode.DONE.status();
    }
}
