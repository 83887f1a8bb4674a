package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.rate.RatingStore;
import dev.scholium.rate.StudyResults;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scholium rate agreement}: what a study's ratings say. */
@Command(
        name = "agreement",
        mixinStandardHelpOptions = true,
        description = {
            "Says how far raters agree with each other and with themselves, how sources were rated, how ratings go with "
                    + "the student's answers, and how an LLM judge stands beside people; intervals are over premises, at 95 %%."
        },
        footer = {"", "Example:", "  scholium rate agreement study.yaml --format json"})
final class RateAgreementCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "STUDY", description = "The study's file.")
    private Path file = Path.of("");

    @Mixin
    private FormatOption format;

    @Override
    public Integer call() {
        try (RatingStore store = RatingStore.open(RatingStore.fileOf(file), Clock.systemUTC())) {
            StudyResults results = StudyResults.of(store.ratings());
            format.print(spec.commandLine().getOut(), results, out -> RatingText.print(out, results));
        }
        return ExitCode.DONE.status();
    }
}
