package dev.scholium.cli;

import dev.scholium.teacher.JournalFilter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which requests of a journal are meant. */
final class JournalFilterOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--teacher", paramLabel = "MODEL", description = "Only this model's.")
    private @Nullable String teacher;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only these: asked (no outcome known), waiting, answered, failed.")
    private @Nullable String state;

    @Option(names = "--since", paramLabel = "TIME", description = "Asked then or later: 2026-11-25T12:00:00Z.")
    private @Nullable String since;

    @Option(names = "--before", paramLabel = "TIME", description = "Asked before then.")
    private @Nullable String before;

    @Option(names = "--run", paramLabel = "DIR", description = "Asked last by this run folder.")
    private @Nullable Path run;

    JournalFilter filter() {
        return new JournalFilter(
                teacher,
                state,
                time("--since", since),
                time("--before", before),
                run == null ? null : run.toAbsolutePath().normalize().toString());
    }

    private @Nullable Instant time(String option, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), option + " must be a time such as 2026-11-25T12:00:00Z, but is " + text, e);
        }
    }
}
