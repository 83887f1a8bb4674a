package dev.scholium.report;

import dev.scholium.evaluate.Comparison;
import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SeedsAndRows;
import dev.scholium.evaluate.Spread;
import dev.scholium.evaluate.SystemPredictions;
import dev.scholium.evaluate.SystemResult;
import dev.scholium.evaluate.SystemSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of scores. */
final class ScoreTables {

    private static final List<String> SPLITS = List.of("test", "dev", "train");

    private final Results results;

    ScoreTables(Results results) {
        this.results = results;
    }

    /** One table a split, test first, with the majority-class line at its end. */
    List<Table> comparison() {
        List<Table> tables = new ArrayList<>();
        for (String split : SPLITS) {
            List<SystemResult> systems = results.systems().stream()
                    .filter(system -> system.split().equals(split))
                    .toList();
            if (!systems.isEmpty()) {
                tables.add(scores(split, systems));
            }
        }
        return tables;
    }

    private static Table scores(String split, List<SystemResult> systems) {
        SystemResult first = systems.get(0);
        List<String> majority = List.of(
                "always "
                        + first.confusionMatrix()
                                .labels()
                                .get(first.confusionMatrix().majorityGold()),
                "–",
                Figures.count(first.rows()),
                Figures.percent(first.majorityAccuracy()),
                "–",
                "–",
                "–",
                "–",
                "–",
                "–",
                "majority class");
        return Table.of(
                "Scores on the " + split + " split",
                "System|Seed#|Rows#|Accuracy#|95 % interval#|Scored accuracy#|Macro-F1#|Malformed#|Most frequent answer|BLEU#|Remarks",
                Stream.concat(systems.stream().map(ScoreTables::scoreRow), Stream.of(majority)));
    }

    private static List<String> scoreRow(SystemResult system) {
        List<String> remarks = new ArrayList<>();
        if (system.control()) {
            remarks.add("control");
        }
        if (system.collapsed()) {
            remarks.add("collapsed");
        }
        if (system.cutOffRate() > 0) {
            remarks.add("cut off: " + Figures.percent(system.cutOffRate()));
        }
        return List.of(
                system.name(),
                system.control() && system.seed() == SystemPredictions.NO_SEED ? "–" : Long.toString(system.seed()),
                Figures.count(system.rows()),
                Figures.percent(system.accuracy()),
                Figures.percents(system.accuracyCi()),
                Figures.percent(system.accuracyScored()),
                Figures.decimal(100 * system.macroF1(), 1),
                Figures.percent(system.malformedRate()),
                Figures.answers(system.majorityShare(), system.majorityAnswer(), system.answerEntropy()),
                Figures.decimal(system.bleu(), 1),
                String.join("; ", remarks));
    }

    /** What the BLEU column depends on; empty without a BLEU score. */
    List<String> signatures() {
        return results.systems().stream()
                .map(SystemResult::bleuSignature)
                .flatMap(signature -> Optional.ofNullable(signature).stream())
                .distinct()
                .toList();
    }

    /** What the others are compared with: its name, where it is one for all. */
    static String baseline(Results results) {
        return results.baselines().size() > 1 ? "each system's baseline" : results.baseline();
    }

    Table differences() {
        boolean several = results.baselines().size() > 1;
        return Table.of(
                "Differences of accuracy to " + baseline(results) + ", in points",
                "System" + (several ? "|Baseline" : "")
                        + "|Split|Seed#|Difference#|95 % interval#|Verdict|p#|p (Holm)#|Test|Alone"
                        + " right#|Detectable#|Remarks",
                results.comparisons().stream().map(comparison -> differenceRow(comparison, several)));
    }

    private List<String> differenceRow(Comparison comparison, boolean several) {
        List<String> row = new ArrayList<>(several ? List.of(comparison.a(), comparison.b()) : List.of(comparison.a()));
        row.addAll(List.of(
                comparison.split(),
                Long.toString(comparison.seed()),
                Figures.points(comparison.difference()),
                Figures.points(comparison.ci()),
                comparison.verdict(),
                Figures.pValue(comparison.pValue()),
                Figures.pValue(comparison.pValueHolm()),
                comparison.test(),
                comparison.onlyA() + " : " + comparison.onlyB(),
                Figures.decimal(100 * comparison.minimumDetectableDifference(), 1),
                remarks(comparison)));
        return row;
    }

    /** Short: the warnings in full stand beside the answer. */
    private String remarks(Comparison comparison) {
        List<String> remarks = new ArrayList<>();
        if (hasCollapsed(comparison.b(), comparison)) {
            remarks.add("baseline collapsed");
        }
        if (hasCollapsed(comparison.a(), comparison)) {
            remarks.add("collapsed");
        }
        return String.join("; ", remarks);
    }

    /** With the comparison's seed, or without one where nothing is random. */
    private boolean hasCollapsed(String system, Comparison comparison) {
        return results.hasCollapsed(system, comparison.seed(), comparison.split())
                || results.hasCollapsed(system, SystemPredictions.NO_SEED, comparison.split());
    }

    /** Means over the seeds; empty where no system has two. */
    Table seeds() {
        boolean several =
                results.summaries().stream().anyMatch(summary -> summary.seeds().size() > 1);
        return Table.of(
                "Means over the seeds, with standard deviations; intervals over seeds are Student's t",
                "System|Split|Seeds#|Collapsed#|Most frequent answer|Accuracy (%)#|95 % over seeds#|Scored accuracy (%)#"
                        + "|Macro-F1#|BLEU#|Difference (points)#|95 % over seeds#|95 % over seeds and rows#|Test"
                        + "|p (Holm)#|Verdict|Detectable#",
                several ? results.summaries().stream().map(this::seedRow) : Stream.empty());
    }

    private List<String> seedRow(SystemSummary summary) {
        SeedsAndRows overall = summary.overall();
        return List.of(
                summary.name(),
                summary.split(),
                Integer.toString(summary.seeds().size()),
                Long.toString(results.collapsedSeeds(summary.name(), summary.split())),
                answers(summary),
                spread(summary.accuracy(), 100),
                overSeeds(summary.accuracy(), Figures::percents),
                spread(summary.accuracyScored(), 100),
                spread(summary.macroF1(), 100),
                spread(summary.bleu(), 1),
                signed(summary.difference()),
                overSeeds(summary.difference(), Figures::points),
                overall == null ? "–" : Figures.points(overall.ci()),
                overall == null ? "–" : overall.test(),
                overall == null ? "–" : Figures.pValue(overall.pValueHolm()),
                overall == null ? "–" : overall.verdict(),
                overall == null || overall.minimumDetectableDifference() == null
                        ? "–"
                        : Figures.decimal(100 * overall.minimumDetectableDifference(), 1));
    }

    /** Means over the seeds; where these prefer different answers, all of those. */
    private String answers(SystemSummary summary) {
        List<SystemResult> seeds = results.systems().stream()
                .filter(system ->
                        system.name().equals(summary.name()) && system.split().equals(summary.split()))
                .toList();
        return Figures.answers(
                seeds.stream()
                        .mapToDouble(SystemResult::majorityShare)
                        .average()
                        .orElse(0),
                seeds.stream().map(SystemResult::majorityAnswer).distinct().collect(Collectors.joining(" or ")),
                seeds.stream()
                        .mapToDouble(SystemResult::answerEntropy)
                        .average()
                        .orElse(0));
    }

    private static String signed(@Nullable Spread difference) {
        if (difference == null) {
            return "–";
        }
        Double sd = difference.sd();
        return Figures.points(difference.mean()) + (sd == null ? "" : " ± " + Figures.decimal(100 * sd, 1));
    }

    private static String overSeeds(@Nullable Spread spread, Function<ConfidenceInterval, String> shown) {
        return spread == null || spread.ci() == null ? "–" : shown.apply(spread.ci());
    }

    private static String spread(@Nullable Spread spread, double factor) {
        if (spread == null) {
            return "–";
        }
        Double sd = spread.sd();
        return Figures.number(factor * spread.mean(), 1) + (sd == null ? "" : " ± " + Figures.decimal(factor * sd, 1));
    }

    Table classes() {
        String split = Findings.finalSplit(results);
        return Table.of(
                "Each label on the " + split + " split",
                "System|Seed#|Label|Precision#|Recall#|F1#|Gold rows#|Predicted#|Remarks",
                results.systems().stream()
                        .filter(system -> system.split().equals(split))
                        .flatMap(system -> system.classes().stream()
                                .map(label -> List.of(
                                        system.name(),
                                        Long.toString(system.seed()),
                                        label.label(),
                                        Figures.percent(label.precision()),
                                        Figures.percent(label.recall()),
                                        Figures.decimal(100 * label.f1(), 1),
                                        Figures.count(label.gold()),
                                        Figures.count(label.predicted()),
                                        system.collapsed() ? "collapsed" : ""))));
    }

    /** One matrix a system on the last split: its first seed. */
    List<Confusion> confusions() {
        String split = Findings.finalSplit(results);
        List<Confusion> confusions = new ArrayList<>();
        for (SystemResult system : results.systems()) {
            boolean isFirst = confusions.stream()
                    .noneMatch(confusion -> confusion.system().equals(system.name()));
            if (system.split().equals(split) && isFirst && !system.control()) {
                confusions.add(new Confusion(system.name(), system.seed(), split, system.confusionMatrix()));
            }
        }
        return confusions;
    }
}
