package dev.scholium.cli;

import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.evaluate.SweepChoice;
import dev.scholium.evaluate.SweepPoint;
import dev.scholium.evaluate.SweepResults;
import dev.scholium.evaluate.SweepRow;
import dev.scholium.progress.TimeText;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A sweep's trials as a table on a terminal. */
final class SweepText {

    private final PrintWriter out;

    SweepText(PrintWriter out) {
        this.out = out;
    }

    /**
     * Prints how the trials stand.
     *
     * @param sweep all of them
     */
    void print(SweepResults sweep) {
        int width = sweep.trials().stream()
                .mapToInt(row -> row.point().length())
                .max()
                .orElse(5);
        String line = "%-" + Math.max(5, width) + "s %5s  %-11s %8s  %-14s %4s %8s%n";
        out.printf(Locale.ROOT, line, "point", "seed", "state", "accuracy", "95 % interval", "bits", "seconds");
        for (SweepRow row : sweep.trials()) {
            out.printf(
                    Locale.ROOT,
                    line,
                    row.point(),
                    row.seed(),
                    row.state(),
                    row.accuracy() == null ? "-" : percent(row.accuracy()),
                    row.accuracyCi() == null ? "" : row.accuracyCi().text(100, 1),
                    row.answerEntropy() == null ? "-" : String.format(Locale.ROOT, "%.1f", row.answerEntropy()),
                    row.seconds() == null ? "-" : String.format(Locale.ROOT, "%.0f", row.seconds()));
            if (row.hasCollapsed()) {
                out.println("  ! has collapsed: most of its answers are " + row.majorityAnswer());
            }
            if (row.reason() != null) {
                out.println("  ! " + row.reason());
            }
            if (row.epochs() > 0) {
                out.println("  (" + String.format(Locale.ROOT, "%s", row.epochs()) + " epochs, a round of halving)");
            }
        }
        printPoints(sweep, Math.max(5, width));
        out.println();
        out.println(Arrays.stream(SweepRow.State.values())
                .filter(state -> sweep.count(state) > 0)
                .map(state -> sweep.count(state) + " " + state)
                .collect(Collectors.joining(", ", "", " of " + sweep.trials().size() + " trials")));
        sweep.trials().stream()
                .filter(SweepRow::isDone)
                .max(Comparator.comparingDouble(row -> row.score("accuracy")))
                .ifPresent(best -> out.printf(
                        Locale.ROOT,
                        "Best on dev by now: %s, seed %d, %s %%%n",
                        best.point(),
                        best.seed(),
                        percent(best.score("accuracy"))));
        left(sweep).ifPresent(seconds -> out.println("About " + TimeText.rounded(seconds) + " left"));
        SweepChoice choice = sweep.choice();
        if (choice != null) {
            print(choice);
        }
        out.flush();
    }

    /** Points over their seeds, once one has two. */
    private void printPoints(SweepResults sweep, int width) {
        List<SweepPoint> points = sweep.points();
        if (points.stream().noneMatch(point -> point.seeds() > 1)) {
            return;
        }
        String line = "%-" + width + "s %5s  %8s %9s  %-20s %9s%n";
        out.println();
        out.printf(
                Locale.ROOT, line, "over seeds", "seeds", "accuracy", "deviation", "95 % (Student's t)", "collapsed");
        for (SweepPoint point : points) {
            Double sd = point.accuracy().sd();
            ConfidenceInterval ci = point.accuracy().ci();
            out.printf(
                    Locale.ROOT,
                    line,
                    point.point(),
                    point.seeds(),
                    percent(point.accuracy().mean()),
                    sd == null ? "-" : percent(sd),
                    ci == null ? "" : ci.text(100, 1),
                    point.collapsed() == 0 ? "-" : point.collapsed());
        }
    }

    private void print(SweepChoice choice) {
        out.println("Chosen on dev among " + choice.candidates() + (choice.candidates() == 1 ? " point: " : " points: ")
                + (choice.points().isEmpty() ? "none" : String.join(", ", choice.points())) + "; baseline: "
                + baselines(choice));
        choice.warnings().forEach(warning -> out.println("  ! " + warning));
    }

    /** One for all chosen points, or each one's. */
    private static String baselines(SweepChoice choice) {
        if (choice.baselinesOfPoints().size() > 1) {
            return choice.points().stream()
                    .map(point -> choice.allBaselines().baselineOf(point) + " (of " + point + ")")
                    .collect(Collectors.joining(", "));
        }
        return choice.baseline().isEmpty() ? "none" : choice.baseline();
    }

    /** Mean time of the finished trials for each that is left; nothing while none is finished or left. */
    private static OptionalDouble left(SweepResults sweep) {
        long left = sweep.count(SweepRow.State.waiting)
                + sweep.count(SweepRow.State.running)
                + sweep.count(SweepRow.State.interrupted);
        OptionalDouble mean = sweep.trials().stream()
                .filter(row -> row.isDone() && row.seconds() != null)
                .mapToDouble(row -> row.seconds() == null ? 0 : row.seconds())
                .average();
        return left == 0 || mean.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(mean.getAsDouble() * left / sweep.parallel());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
