package dev.scholium.cli;

import dev.scholium.evaluate.SweepResults;
import dev.scholium.failure.ExitCode;
import dev.scholium.run.SweepFolder;
import dev.scholium.run.SweepStatus;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how a sweep's trials stand, during a sweep and after it. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows how a sweep's trials stand, the best by now and the time left; changes nothing.",
        footer = {"", "Example:", "  scholium sweep status sweeps/my --format json"})
final class SweepStatusCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "The sweep's folder.")
    private Path folder = Path.of("");

    @Mixin
    private FormatOption format = new FormatOption();

    @Override
    public Integer call() {
        SweepResults results = SweepStatus.of(new SweepFolder(folder));
        format.print(spec.commandLine().getOut(), results, out -> new SweepText(out).print(results));
        return ExitCode.DONE.status();
    }
}
