package dev.scholium.cli;

import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.evaluate.PairedBootstrap;
import dev.scholium.evaluate.SystemPair;
import dev.scholium.failure.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares any two systems by their files of predictions. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compares two systems that answered the same rows, by their files of predictions.",
            "Accuracies with intervals, McNemar's test, a paired bootstrap, the smallest difference that so many rows "
                    + "could show, and BLEU where rationales have references."
        },
        footer = {"", "Example:", "  scholium compare predictions/reasoning-seed1-test.jsonl baseline.jsonl"})
final class CompareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "Predictions of the first system.")
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "Predictions of the second, of the same rows.")
    private Path second;

    @Option(
            names = "--resamples",
            paramLabel = "N",
            defaultValue = "" + PairedBootstrap.RESAMPLES,
            description = "Sets of rows that the bootstrap draws, at least 100 (${DEFAULT-VALUE}).")
    private int resamples;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the bootstrap's draws (${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private FormatOption format;

    @Override
    public Integer call() {
        if (resamples < 100) {
            throw new ParameterException(spec.commandLine(), "--resamples must be at least 100, but is " + resamples);
        }
        SystemPair pair = SystemPair.of(first, second, resamples, seed);
        format.print(spec.commandLine().getOut(), pair, out -> print(out, pair));
        return ExitCode.DONE.status();
    }

    private static void print(PrintWriter out, SystemPair pair) {
        out.println(pair.rows() + " rows, accuracy in per cent, differences in points, intervals at 95 %");
        out.println("A           " + share(pair.accuracyA(), pair.accuracyCiA()) + collapse(pair.collapsedA()));
        out.println("B           " + share(pair.accuracyB(), pair.accuracyCiB()) + collapse(pair.collapsedB()));
        out.println("A - B       " + difference(100 * pair.difference(), 100, pair.ci()) + ": A is "
                + (pair.verdict().equals("not significant")
                        ? "neither better nor worse, as far as these rows can show (not significant)"
                        : pair.verdict()));
        out.println(String.format(
                Locale.ROOT,
                "%-11s p = %.4g; only A right: %d rows, only B right: %d rows",
                pair.test(),
                pair.pValue(),
                pair.onlyA(),
                pair.onlyB()));
        out.println("bootstrap   " + bootstrap(pair.bootstrap(), 100));
        out.println(String.format(
                Locale.ROOT,
                "detectable  a difference of %.1f points or more (80 %% power)",
                100 * pair.minimumDetectableDifference()));
        PairedBootstrap bleu = pair.bleuBootstrap();
        if (bleu != null) {
            out.println(String.format(
                    Locale.ROOT,
                    "BLEU        A %s, B %s on %d rows; A - B %s",
                    bleu(pair.bleuA(), pair.bleuCiA()),
                    bleu(pair.bleuB(), pair.bleuCiB()),
                    pair.bleuRows(),
                    bootstrap(bleu, 1)));
            out.println("            " + pair.bleuSignature());
        }
    }

    private static String bleu(@Nullable Double score, @Nullable ConfidenceInterval interval) {
        return score == null || interval == null
                ? "-"
                : String.format(Locale.ROOT, "%.2f ", score) + interval.text(1, 2);
    }

    private static String collapse(boolean collapsed) {
        return collapsed ? "  ! has collapsed to hardly more than one answer: a difference to it says little" : "";
    }

    private static String share(double share, ConfidenceInterval interval) {
        return String.format(Locale.ROOT, "%.1f ", 100 * share) + interval.text(100, 1);
    }

    private static String difference(double value, double scale, ConfidenceInterval interval) {
        return String.format(Locale.ROOT, "%+.2f ", value) + interval.signedText(scale, 2);
    }

    private static String bootstrap(PairedBootstrap bootstrap, double scale) {
        return difference(scale * bootstrap.difference(), scale, bootstrap.interval())
                + String.format(
                        Locale.ROOT,
                        ", p = %.4g (%d resamples, seed %d)",
                        bootstrap.pValue(),
                        bootstrap.resamples(),
                        bootstrap.seed());
    }
}
