package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.report.ReportWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a run folder's report anew. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Writes report.html and report.md of a run folder anew.",
            "Of several run folders: one page with the systems of all, compared where they answered the same rows."
        },
        footer = {
            "",
            "Examples:",
            "  scholium report runs/random runs/pretrained --output both.html",
            "  scholium report runs/my"
        })
final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "DIR", description = "The run folder, or several.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--output",
            paramLabel = "FILE.html",
            defaultValue = "side-by-side.html",
            description = "Where the page of several runs goes, its Markdown beside it (${DEFAULT-VALUE}).")
    private Path output = Path.of("");

    @Option(names = "--run-dir", paramLabel = "DIR", description = "The run folder, as for the other commands.")
    private Path runDir = Path.of("");

    @Override
    public Integer call() {
        if (folders.size() > 1) {
            return sideBySide();
        }
        Path run = (folders.isEmpty() ? Path.of("") : folders.get(0)).resolve(runDir);
        new ReportWriter().write(run);
        spec.commandLine().getOut().println(run.resolve("report.html").toAbsolutePath());
        return ExitCode.DONE.status();
    }

    private Integer sideBySide() {
        if (!runDir.toString().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--run-dir names one run folder, but several are given");
        }
        if (!output.toString().endsWith(".html")) {
            throw new ParameterException(
                    spec.commandLine(), "--output must be a name that ends in .html, but is " + output);
        }
        new ReportWriter().writeSideBySide(folders, output);
        spec.commandLine().getOut().println(output.toAbsolutePath());
        return ExitCode.DONE.status();
    }
}
