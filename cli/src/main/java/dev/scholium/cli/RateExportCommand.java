package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.rate.RatingExport;
import dev.scholium.rate.RatingStore;
import dev.scholium.rate.Ratings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scholium rate export}: a study's ratings for other tools. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a study's ratings with all that its figures are computed from: JSONL, one line a rater and screen.",
            "In CSV it is one line a question, and texts that a spreadsheet would compute get an apostrophe in front."
        },
        footer = {"", "Example:", "  scholium rate export study.yaml > ratings.jsonl"})
final class RateExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "STUDY", description = "The study's file.")
    private Path file = Path.of("");

    @Option(names = "--csv", description = "As CSV.")
    private boolean csv;

    @Override
    public Integer call() {
        try (RatingStore store = RatingStore.open(RatingStore.fileOf(file), Clock.systemUTC())) {
            Ratings ratings = store.ratings();
            PrintWriter out = spec.commandLine().getOut();
            out.print(csv ? RatingExport.csv(ratings) : RatingExport.jsonl(ratings));
            out.flush();
        }
        return ExitCode.DONE.status();
    }
}
