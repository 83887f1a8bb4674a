package dev.scholium.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the requests whose outcome is unknown since their process died; they count at their most. */
@Command(
        name = "unknown",
        mixinStandardHelpOptions = true,
        description = "Lists the requests whose outcome is unknown since their process died; they count at their most.")
final class JournalUnknownCommand implements Callable<Integer> {

    @Mixin
    private JournalAccess journal = new JournalAccess();

    @Override
    public Integer call() {
        return journal.with((archive, out) -> {
            JournalLines lines = new JournalLines(out);
            archive.eachUnknown(lines::print);
            lines.end();
        });
    }
}
