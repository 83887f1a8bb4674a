package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.file.Json;
import dev.scholium.teacher.JournalArchive;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints requests with prompts and replies as JSONL. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Prints requests with prompts and replies as JSONL.")
final class JournalExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private JournalCommand journal = new JournalCommand();

    @Mixin
    private JournalFilterOptions which = new JournalFilterOptions();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (JournalArchive archive = JournalArchive.open(journal.file())) {
            archive.each(which.filter(), line -> out.print(Json.line(line) + "\n"));
        }
        out.flush();
        return ExitCode.DONE.status();
    }
}
