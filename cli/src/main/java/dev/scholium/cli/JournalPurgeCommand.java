package dev.scholium.cli;

import dev.scholium.teacher.JournalFilter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

    @Mixin
    private JournalAccess journal = new JournalAccess();

    @Mixin
    private JournalFilterOptions which = new JournalFilterOptions();

    @Option(names = "--all", description = "Everything, where nothing else says what.")
    private boolean all;

    @Option(names = "--yes", description = "Delete; without it, only say how many there are.")
    private boolean yes;

    @Override
    public Integer call() {
        JournalFilter filter = which.filter();
        if (filter.isEverything() && !all) {
            throw new ParameterException(
                    spec.commandLine(), "say what to delete: --teacher, --state, --since, --before, --run, or --all");
        }
        return journal.with((archive, out) -> out.println(
                yes
                        ? archive.purge(filter) + " requests deleted; a run that needs them asks and pays again"
                        : archive.count(filter) + " requests would be deleted, with prompts and replies; nothing was."
                                + " Repeat with --yes to delete them for good"));
    }
}
