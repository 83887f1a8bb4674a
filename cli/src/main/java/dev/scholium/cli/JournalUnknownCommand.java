package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.teacher.JournalArchive;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lists the requests whose outcome is unknown since their process died; they count at their most. */
@Command(
        name = "unknown",
        mixinStandardHelpOptions = true,
        description = "Lists the requests whose outcome is unknown since their process died; they count at their most.")
final class JournalUnknownCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private JournalCommand journal = new JournalCommand();

    @Override
    public Integer call() {
        try (JournalArchive archive = JournalArchive.open(journal.file())) {
            JournalLines lines = new JournalLines(spec.commandLine().getOut());
            archive.eachUnknown(lines::print);
            lines.end();
        }
        return ExitCode.DONE.status();
    }
}
