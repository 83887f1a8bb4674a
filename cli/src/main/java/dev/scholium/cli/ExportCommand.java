package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.report.StudentExport;
import dev.scholium.torch.T5Engine;
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
            "Copies a run's student to a folder of its own, with a model card (README.md): its data with hashes, recipe, "
                    + "scores with signatures, limits. The folder loads in Python's transformers, and can be put on a hub as it is, "
                    + "once the licence is filled in.",
            "With --merge: adds a low-rank adapter of Hugging Face's peft to the model that it is for, without a card."
        },
        footer = {
            "",
            "Examples:",
            "  scholium export runs/my/trials/reasoning-seed1/student --to my-student",
            "  scholium export my-adapter --merge --base google-t5/t5-small --to merged"
        })
final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "STUDENT", description = "RUN/trials/TRIAL/student; with --merge an adapter's folder.")
    private Path student = Path.of("");

    @Option(names = "--to", required = true, paramLabel = "FOLDER", description = "A new or an empty folder.")
    private Path target = Path.of("");

    @Option(names = "--merge", description = "STUDENT is an adapter: write its model with the adapter merged into it.")
    private boolean merges;

    @Option(
            names = "--base",
            paramLabel = "MODEL",
            description = "With --merge: the model to merge into; the one that the adapter names when not given.")
    private String base = "";

    @Override
    public Integer call() {
        if (merges) {
            new T5Engine().merge(student, base, target);
            spec.commandLine().getOut().println(target.toAbsolutePath());
            return ExitCode.DONE.status();
        }
        new StudentExport(student).write(target);
        spec.commandLine().getOut().println(target.toAbsolutePath().resolve("README.md"));
        return ExitCode.DONE.status();
    }
}
