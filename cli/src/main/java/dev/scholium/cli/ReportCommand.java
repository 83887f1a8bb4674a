package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.report.ReportWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a run folder's report anew. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes report.html and report.md of a run folder anew.",
        footer = {"", "Example:", "  scholium report runs/my"})
final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The run folder.")
    private Path folder = Path.of("");

    @Option(names = "--run-dir", paramLabel = "DIR", description = "The run folder, as for the other commands.")
    private Path runDir = Path.of("");

    @Override
    public Integer call() {
        Path run = folder.resolve(runDir);
        new ReportWriter().write(run);
        spec.commandLine().getOut().println(run.resolve("report.html").toAbsolutePath());
        return ExitCode.DONE.status();
    }
}
