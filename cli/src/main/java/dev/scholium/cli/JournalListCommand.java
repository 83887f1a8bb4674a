package dev.scholium.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists requests, a line each. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists requests, a line each.")
final class JournalListCommand implements Callable<Integer> {

    @Mixin
    private JournalAccess journal = new JournalAccess();

    @Mixin
    private JournalFilterOptions which = new JournalFilterOptions();

    @Override
    public Integer call() {
        return journal.with((archive, out) -> {
            JournalLines lines = new JournalLines(out);
            archive.each(which.filter(), lines::print);
            lines.end();
        });
    }
}
