package dev.scholium.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Looks into a journal, and deletes from it. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = "Lists, exports and deletes what teachers were asked and answered.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            JournalListCommand.class,
            JournalExportCommand.class,
            JournalUnknownCommand.class,
            JournalPurgeCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  scholium journal runs/journal.sqlite list --state failed",
            "  scholium journal runs/journal.sqlite export --teacher gpt-4o-mini > answers.jsonl",
            "  scholium journal runs/journal.sqlite purge --before 2026-01-01T00:00:00Z --yes"
        })
final class JournalCommand {

    @Parameters(paramLabel = "FILE", description = "The journal: journal.sqlite beside the run folders.")
    private Path file = Path.of("journal.sqlite");

    Path file() {
        return file;
    }
}
