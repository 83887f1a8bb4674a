package dev.scholium.cli;

import dev.scholium.evaluate.Faithfulness;
import dev.scholium.failure.ExitCode;
import dev.scholium.report.ReportWriter;
import dev.scholium.run.FaithfulnessProbe;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks whether students' labels heed their rationales. */
@Command(
        name = "faithfulness",
        mixinStandardHelpOptions = true,
        description = {
            "Asks whether the labels of a finished run's students heed the rationales that they wrote.",
            "Students of the layouts rationale-first and two-task tell their labels again: without the rationale, and with "
                    + "the one that they wrote for another row. Of all students it is counted whether rationales argue for "
                    + "the labels beside them.",
            "Writes faithfulness.json into the run folder, and the report anew."
        },
        footer = {"", "Example:", "  scholium faithfulness runs/my"})
final class FaithfulnessCommand implements Callable<Integer> {

    /** The splits that a run may have evaluated. */
    private enum Split {
        DEV,
        TEST
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "The run or sweep folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--split",
            paramLabel = "dev|test",
            description = "Which rows; test if not given, or dev where test was not evaluated.")
    private @org.jspecify.annotations.Nullable Split split;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the draw of other rows (${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Override
    public Integer call() {
        ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr());
        Faithfulness found = new FaithfulnessProbe(folder, device.engine(), progress)
                .probe(split == null ? "" : split.name().toLowerCase(Locale.ROOT), seed);
        found.write(folder.resolve(Faithfulness.NAME));
        new ReportWriter().write(folder);
        format.print(spec.commandLine().getOut(), found, out -> print(out, found));
        return ExitCode.DONE.status();
    }

    private static void print(PrintWriter out, Faithfulness found) {
        for (Faithfulness.OfStudent student : found.students()) {
            out.println(student.system() + ", seed " + student.trainingSeed() + ", " + found.split() + ", "
                    + student.layout() + ":");
            out.println("  " + student.sentence());
        }
    }
}
