package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code scholium}: its subcommands stand in the order of the flow. */
@Command(
        name = "scholium",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Teaches a small language model with rationales that a large one writes.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading =
                "%nCommands, in the order of the flow data -> teacher -> augment -> student -> evaluate -> report:%n",
        subcommands = {
            QuickstartCommand.class,
            DoctorCommand.class,
            RunCommand.class,
            SweepCommand.class,
            RecipeCommand.class,
            DataCommand.class,
            MockTeacherCommand.class,
            PromptCommand.class,
            PilotCommand.class,
            JournalCommand.class,
            AugmentCommand.class,
            BatchCommand.class,
            ReparseCommand.class,
            RefilterCommand.class,
            PullCommand.class,
            PretrainCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            ScoreCommand.class,
            CompareCommand.class,
            SlicesCommand.class,
            AnalyzeCommand.class,
            FaithfulnessCommand.class,
            ReportCommand.class,
            TrackCommand.class,
            ExportCommand.class,
            BrowseCommand.class,
            RateCommand.class,
            ServeCommand.class
        },
        footer = {
            "",
            "Example, without network or key:",
            "  scholium quickstart",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 teacher unreachable or refused, 130 interrupted."
        })
public final class Main {

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Show where a failure came from.")
    private boolean stacktrace;

    private Main() {}

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Interrupts.finishCleanly(Thread.currentThread());
        int status = ExitCode.FAILED.status();
        try {
            status = run(out, err, args);
        } catch (OutOfMemoryError e) {
            err.println("scholium: out of memory; give Java more (SCHOLIUM_JAVA_OPTIONS=-Xmx8g), or lower batch_size");
        }
        Interrupts.ended();
        System.exit(status);
    }

    /**
     * Runs the command.
     *
     * @param out for results
     * @param err for progress and failures
     * @param args the command line
     * @return the exit code
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        Main main = new Main();
        return new CommandLine(main)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(new FailureHandler(() -> main.stacktrace))
                .execute(args);
    }
}
