package dev.scholium.report;

import dev.scholium.evaluate.Baselines;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.Spread;
import dev.scholium.evaluate.SweepChoice;
import dev.scholium.evaluate.SweepPoint;
import dev.scholium.evaluate.SweepResults;
import dev.scholium.evaluate.SweepRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a report tells of a sweep: how the choice was made, and every trial. */
final class SweepTables {

    private final SweepResults sweep;
    private final @Nullable Results results;

    SweepTables(SweepResults sweep, @Nullable Results results) {
        this.sweep = sweep;
        this.results = results;
    }

    /** Sentences that belong to the answer: what was chosen, among how many, and what speaks against it. */
    List<String> sentences() {
        SweepChoice choice = sweep.choice();
        if (choice == null) {
            return List.of("The sweep is not finished: "
                    + (sweep.trials().size() - sweep.count(SweepRow.State.done)) + " of "
                    + sweep.trials().size() + " trials are not done.");
        }
        List<String> sentences = new ArrayList<>();
        if (choice.candidates() == 1) { // there was no choice
            sentences.add(Findings.capital(test(choice)));
        } else if (!choice.points().isEmpty()) {
            sentences.add(
                    String.join(" and ", choice.points()) + (choice.points().size() > 1 ? " were" : " was")
                            + " chosen by dev accuracy among "
                            + choice.candidates() + " points; " + test(choice));
        }
        ownBaselines(choice).ifPresent(sentences::add);
        sentences.addAll(choice.warnings());
        return sentences;
    }

    /** Which chosen point is compared with what, where that is not one for all. */
    private static Optional<String> ownBaselines(SweepChoice choice) {
        Baselines baselines = choice.allBaselines();
        return choice.baselinesOfPoints().size() > 1
                ? Optional.of(choice.points().stream()
                        .map(point -> point + " is compared with " + baselines.baselineOf(point))
                        .collect(Collectors.joining(", ", "", ".")))
                : Optional.empty();
    }

    private String test(SweepChoice choice) {
        Set<String> seen = new LinkedHashSet<>(choice.seen());
        if (seen.isEmpty() && results != null) { // a file of before this was noted
            results.systems().stream()
                    .filter(system -> system.split().equals("test") && !system.control())
                    .forEach(system -> seen.add(system.name()));
        }
        if (seen.isEmpty()) {
            return "no student has seen the test split.";
        }
        boolean alone = seen.stream().allMatch(choice::isChosenOrBaseline);
        return "the test split was seen by the students of " + listed(seen) + (alone ? " alone." : ".");
    }

    /** Names as a sentence has them: {@code a, b and c}. */
    private static String listed(Collection<String> names) {
        List<String> all = List.copyOf(names);
        int last = all.size() - 1;
        return last < 1 ? String.join("", all) : String.join(", ", all.subList(0, last)) + " and " + all.get(last);
    }

    /** Points over their seeds; empty where no point has two. */
    Table points() {
        boolean several = sweep.points().stream().anyMatch(point -> point.seeds() > 1);
        return Table.of(
                "Every point of the sweep over its seeds, on dev; intervals over seeds are Student's t",
                "Point|Seeds#|Collapsed#|Accuracy#|Deviation#|95 % over seeds#|Macro-F1#",
                several ? sweep.points().stream().map(SweepTables::row) : Stream.empty());
    }

    private static List<String> row(SweepPoint point) {
        Spread accuracy = point.accuracy();
        Double sd = accuracy.sd();
        return List.of(
                point.point(),
                Integer.toString(point.seeds()),
                Integer.toString(point.collapsed()),
                Figures.percent(accuracy.mean()),
                sd == null ? "–" : Figures.decimal(100 * sd, 1),
                accuracy.ci() == null ? "–" : Figures.percents(accuracy.ci()),
                Figures.percent(point.macroF1().mean()));
    }

    Table trials() {
        return Table.of(
                "Every trial of the sweep, on dev; times lack sessions that were killed",
                "Point|Seed#|State|Accuracy#|Interval#|Macro-F1#|Most frequent answer|Collapsed|Epochs#|Time#|Why not",
                sweep.trials().stream().map(SweepTables::trial));
    }

    private static List<String> trial(SweepRow row) {
        return List.of(
                row.point(),
                String.format(Locale.ROOT, "%d", row.seed()),
                row.state().name(),
                Figures.percent(row.accuracy()),
                row.accuracyCi() == null ? "–" : Figures.percents(row.accuracyCi()),
                Figures.percent(row.macroF1()),
                Figures.answers(row.majorityShare(), row.majorityAnswer(), row.answerEntropy()),
                row.hasCollapsed() ? "collapsed" : "–",
                row.epochs() == 0 ? "all" : Figures.decimal(row.epochs(), 1),
                Figures.seconds(row.seconds()),
                Figures.text(row.reason()));
    }
}
