package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.teacher.JournalArchive;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The file that {@code scholium journal FILE} names, for its subcommands. */
@Command
final class JournalAccess {

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /**
     * Opens the journal for one piece of work.
     *
     * @param work is given the journal and where to print
     * @return the exit code
     */
    int with(BiConsumer<JournalArchive, PrintWriter> work) {
        CommandSpec parent = Objects.requireNonNull(spec.parent(), "a subcommand has a parent");
        PrintWriter out = spec.commandLine().getOut();
        try (JournalArchive archive = JournalArchive.open(((JournalCommand) parent.userObject()).file())) {
            work.accept(archive, out);
        }
        out.flush();
        return ExitCode.DONE.status();
    }
}
