package dev.scholium.cli;

import dev.scholium.file.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints requests with prompts and replies as JSONL. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Prints requests with prompts and replies as JSONL.")
final class JournalExportCommand implements Callable<Integer> {

    @Mixin
    private JournalAccess journal = new JournalAccess();

    @Mixin
    private JournalFilterOptions which = new JournalFilterOptions();

    @Override
    public Integer call() {
        return journal.with((archive, out) -> archive.each(which.filter(), line -> out.print(Json.line(line) + "\n")));
    }
}
