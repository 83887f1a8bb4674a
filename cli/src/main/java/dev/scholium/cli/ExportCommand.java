package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.report.StudentExport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies a student to a folder with a model card. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Copies a run's student to a folder of its own, with a model card (README.md): its data with hashes, recipe,",
            "scores with signatures, limits. The folder loads in Python's transformers, and can be put on a hub as it is,",
            "once the licence is filled in."
        },
        footer = {"", "Example:", "  scholium export runs/my/trials/reasoning-seed1/student --to my-student"})
final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "STUDENT", description = "RUN/trials/TRIAL/student.")
    private Path student = Path.of("");

    @Option(names = "--to", required = true, paramLabel = "FOLDER", description = "A new or an empty folder.")
    private Path target = Path.of("");

    @Override
    public Integer call() {
        new StudentExport(student).write(target);
        spec.commandLine().getOut().println(target.toAbsolutePath().resolve("README.md"));
        return ExitCode.DONE.status();
    }
}
