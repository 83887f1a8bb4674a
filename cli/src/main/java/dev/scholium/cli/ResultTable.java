package dev.scholium.cli;

import dev.scholium.evaluate.Comparison;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SeedsAndRows;
import dev.scholium.evaluate.Spread;
import dev.scholium.evaluate.SystemPredictions;
import dev.scholium.evaluate.SystemResult;
import dev.scholium.evaluate.SystemSummary;
import dev.scholium.run.RunFolder;
import dev.scholium.run.Stage;
import java.io.PrintWriter;
import java.util.Locale;

/** What a run came to, as a table on a terminal. */
final class ResultTable {

    private static final String ROW = "%-24s %5s %-5s %9s  %-15s %8s %8s %5s %9s %6s%n";

    private final PrintWriter out;

    ResultTable(PrintWriter out) {
        this.out = out;
    }

    /**
     * Prints what a run has by now.
     *
     * @param folder the run folder
     * @param last the last stage that was done
     */
    void print(RunFolder folder, Stage last) {
        if (last.compareTo(Stage.EVALUATE) < 0) {
            out.println(folder.path());
            return;
        }
        Results results = Results.read(folder.results());
        out.printf(
                Locale.ROOT,
                ROW,
                "system",
                "seed",
                "split",
                "accuracy",
                "95 % interval",
                "scored",
                "macro-F1",
                "bits", // of the answers' entropy
                "malformed",
                "BLEU");
        results.systems().forEach(this::print);
        out.println();
        results.comparisons().forEach(this::print);
        results.summaries().stream()
                .filter(summary -> summary.seeds().size() > 1 && !summary.control())
                .forEach(this::print);
        if (last == Stage.REPORT) {
            out.println();
            out.println("Report: " + folder.report());
        }
    }

    private void print(SystemResult system) {
        Double bleu = system.bleu();
        out.printf(
                Locale.ROOT,
                ROW,
                system.name(),
                system.seed() == SystemPredictions.NO_SEED ? "-" : system.seed(),
                system.split(),
                percent(system.accuracy()),
                system.accuracyCi().text(100, 1),
                percent(system.accuracyScored()),
                percent(system.macroF1()),
                String.format(Locale.ROOT, "%.1f", system.answerEntropy()),
                percent(system.malformedRate()),
                bleu == null ? "-" : String.format(Locale.ROOT, "%.1f", bleu));
        if (system.collapsed()) {
            out.println("  ! " + system.name() + " has collapsed: most of its answers are " + system.majorityAnswer());
        }
    }

    private void print(Comparison comparison) {
        out.printf(
                Locale.ROOT,
                "%s against %s on %s (seed %d): %+.1f points %s, p = %.3g (%s, Holm): %s%n",
                comparison.a(),
                comparison.b(),
                comparison.split(),
                comparison.seed(),
                100 * comparison.difference(),
                comparison.ci().signedText(100, 1),
                comparison.pValueHolm(),
                comparison.test(),
                comparison.verdict());
        String warning = comparison.warning();
        if (warning != null) {
            out.println("  ! " + warning);
        }
    }

    private void print(SystemSummary summary) {
        Spread accuracy = summary.accuracy();
        Spread difference = summary.difference();
        SeedsAndRows overall = summary.overall();
        out.println(summary.name() + " on " + summary.split() + ", "
                + summary.seeds().size() + " seeds: accuracy " + spread("%.1f", accuracy)
                + (accuracy.ci() == null ? "" : " " + accuracy.ci().text(100, 1))
                + (difference == null || difference.ci() == null
                        ? ""
                        : "; difference " + spread("%+.1f", difference) + " "
                                + difference.ci().signedText(100, 1))
                + " (mean, deviation, Student's t over seeds)");
        if (overall != null) {
            out.printf(
                    Locale.ROOT,
                    "  over seeds and rows: %+.1f points %s, p = %.3g (%s, Holm): %s%n",
                    100 * overall.difference(),
                    overall.ci().signedText(100, 1),
                    overall.pValueHolm(),
                    overall.test(),
                    overall.verdict());
        }
    }

    private static String spread(String number, Spread spread) {
        Double sd = spread.sd();
        return String.format(Locale.ROOT, number, 100 * spread.mean())
                + (sd == null ? "" : String.format(Locale.ROOT, " +- %.1f", 100 * sd));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
