package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.teacher.JournalArchive;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lists requests, a line each. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists requests, a line each.")
final class JournalListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private JournalCommand journal = new JournalCommand();

    @Mixin
    private JournalFilterOptions which = new JournalFilterOptions();

    @Override
    public Integer call() {
        try (JournalArchive archive = JournalArchive.open(journal.file())) {
            JournalLines lines = new JournalLines(spec.commandLine().getOut());
            archive.each(which.filter(), lines::print);
            lines.end();
        }
        return ExitCode.DONE.status();
    }
}
