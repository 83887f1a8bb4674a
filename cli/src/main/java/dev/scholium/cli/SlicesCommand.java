package dev.scholium.cli;

import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SliceResult;
import dev.scholium.evaluate.Slicing;
import dev.scholium.failure.ExitCode;
import dev.scholium.run.RunSlices;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores a run's systems on slices of its splits. */
@Command(
        name = "slices",
        mixinStandardHelpOptions = true,
        description = {
            "Scores the systems of a finished run on slices of its splits, with intervals and differences to the baseline.",
            "A slice may be a label, a quarter of the rows by the length of a field, the rows on which a teacher agrees "
                    + "with gold, a value of any column, or a tag of another file whose uids are the rows'."
        },
        footer = {
            "",
            "Examples:",
            "  scholium slices runs/my --by label --by length:premise",
            "  scholium slices runs/my --by genre --by agreement:palm --by tags.csv:tags"
        })
final class SlicesCommand implements Callable<Integer> {

    private static final String ROW = "%-32s %-18s %6s %8s  %-15s %s%n";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder of a run or a sweep.")
    private Path folder;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            required = true,
            split = ",",
            description = "label, length:FIELD, agreement:SOURCE, FILE:COLUMN or a column. May be repeated.")
    private List<String> by;

    @Mixin
    private FormatOption format;

    @Override
    public Integer call() {
        Path here = Path.of("").toAbsolutePath();
        List<Slicing> slicings =
                by.stream().map(what -> new Slicing(what).in(here)).toList();
        List<SliceResult> slices = RunSlices.score(folder, slicings, System.getenv());
        format.print(
                spec.commandLine().getOut(),
                slices,
                out -> print(out, slices, Results.read(folder.resolve("results.json"))));
        return ExitCode.DONE.status();
    }

    private static void print(PrintWriter out, List<SliceResult> slices, Results results) {
        String cut = "";
        for (SliceResult slice : slices) {
            String now = slice.split() + " by " + slice.by();
            if (!now.equals(cut)) {
                cut = now;
                out.println();
                out.println(now);
                out.printf(
                        Locale.ROOT,
                        ROW,
                        "slice",
                        "system",
                        "rows",
                        "accuracy",
                        "95 % interval",
                        "against the baseline");
            }
            out.printf(
                    Locale.ROOT,
                    ROW,
                    slice.slice(),
                    slice.system(),
                    slice.rows(),
                    String.format(Locale.ROOT, "%.1f", 100 * slice.accuracy()),
                    slice.accuracyCi().text(100, 1),
                    difference(slice)
                            + (slice.small() ? " (few rows)" : "")
                            + (results.collapsedSeeds(slice.system(), slice.split()) > 0 ? " (collapsed)" : ""));
        }
        out.println();
        out.println(
                SliceResult.tests(slices)
                        + " differences tested; p-values are corrected for their number (Holm), split by split, intervals are not");
    }

    private static String difference(SliceResult slice) {
        if (slice.difference() == null || slice.ci() == null || slice.pValueHolm() == null) {
            return slice.control() ? "control" : "-";
        }
        return String.format(
                Locale.ROOT,
                "%+.1f %s, p = %.3g: %s",
                100 * slice.difference(),
                slice.ci().signedText(100, 1),
                slice.pValueHolm(),
                slice.verdict());
    }
}
