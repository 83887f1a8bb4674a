package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.teacher.JournalArchive;
import dev.scholium.teacher.JournalFilter;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Deletes requests with prompts and replies for good; what they cost stays on their run's account. */
@Command(
        name = "purge",
        mixinStandardHelpOptions = true,
        description =
                "Deletes requests with prompts and replies for good; what they cost stays on their run's account.")
final class JournalPurgeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private JournalCommand journal = new JournalCommand();

    @Mixin
    private JournalFilterOptions which = new JournalFilterOptions();

    @Option(names = "--all", description = "Everything, where nothing else says what.")
    private boolean all;

    @Option(names = "--yes", description = "Delete; without it, only say how many there are.")
    private boolean yes;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        JournalFilter filter = which.filter();
        if (filter.isEverything() && !all) {
            throw new ParameterException(
                    spec.commandLine(), "say what to delete: --teacher, --state, --since, --before, --run, or --all");
        }
        try (JournalArchive archive = JournalArchive.open(journal.file())) {
            if (yes) {
                out.println(archive.purge(filter) + " requests deleted; a run that needs them asks and pays again");
            } else {
                out.println(archive.count(filter) + " requests would be deleted, with prompts and replies; nothing was."
                        + " Repeat with --yes to delete them for good");
            }
        }
        out.flush();
        return ExitCode.DONE.status();
    }
}
