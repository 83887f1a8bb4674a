package dev.scholium.report;

import dev.scholium.analyze.Analysis;
import dev.scholium.analyze.Distribution;
import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.file.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An analysis of rationales in the order in which it is read.
 *
 * @param title name of the run
 * @param analysis its figures
 */
record AnalysisPage(String title, Analysis analysis) {

    List<String> warnings() {
        return analysis.warnings();
    }

    /** Means of all properties, a line a writer and split. */
    List<Table> properties() {
        Set<String> names = new LinkedHashSet<>();
        analysis.groups().forEach(group -> names.addAll(group.properties().keySet()));
        return analysis.groups().isEmpty()
                ? List.of()
                : List.of(Table.of(
                        "Means of properties",
                        "Writer|Split|Rationales#|"
                                + String.join(
                                        "#|",
                                        names.stream().map(AnalysisPage::words).toList()) + "#",
                        analysis.groups().stream().map(group -> {
                            List<String> cells = new ArrayList<>(
                                    List.of(group.writer(), group.split(), Figures.count(group.rows())));
                            names.forEach(name -> cells.add(
                                    group.properties().containsKey(name)
                                            ? Figures.decimal(
                                                    group.properties()
                                                            .get(name)
                                                            .all()
                                                            .mean(),
                                                    digits(name))
                                            : "–"));
                            return List.copyOf(cells);
                        })));
    }

    /** One table a property: how it is spread over each gold label. */
    List<Table> labels() {
        Map<String, List<List<String>>> rows = new LinkedHashMap<>();
        for (Analysis.Group group : analysis.groups()) {
            group.properties()
                    .forEach((name, spread) -> spread.byLabel()
                            .forEach((label, numbers) -> rows.computeIfAbsent(name, key -> new ArrayList<>())
                                    .add(labelRow(group, label, numbers, digits(name)))));
        }
        List<Table> tables = new ArrayList<>();
        rows.forEach((name, lines) -> tables.add(Table.of(
                words(name) + " by gold label",
                "Writer|Split|Label|Rationales#|Mean#|SD#|5 %#|25 %#|Median#|75 %#|95 %#",
                lines.stream())));
        return tables;
    }

    private static List<String> labelRow(Analysis.Group group, String label, Distribution numbers, int digits) {
        return Stream.concat(
                        Stream.of(group.writer(), group.split(), label, Figures.count(numbers.rows())),
                        Stream.of(
                                        numbers.mean(),
                                        numbers.sd(),
                                        numbers.p5(),
                                        numbers.p25(),
                                        numbers.median(),
                                        numbers.p75(),
                                        numbers.p95())
                                .map(number -> Figures.decimal(number, digits)))
                .toList();
    }

    List<Table> similarities() {
        Table table = Table.of(
                "Rationales of the same rows by two writers",
                "One|Other|Split|Rows#|ROUGE-L#|by chance#|Shared words#|by chance#",
                analysis.similarities().stream()
                        .map(pair -> List.of(
                                pair.a(),
                                pair.b(),
                                pair.split(),
                                Figures.count(pair.rows()),
                                Figures.decimal(pair.rougeL(), 1),
                                Figures.decimal(pair.rougeLByChance(), 1),
                                Figures.percent(pair.sharedWords()),
                                Figures.percent(pair.sharedWordsByChance()))));
        return table.isEmpty() ? List.of() : List.of(table);
    }

    List<Table> relations() {
        return analysis.relations().stream().map(AnalysisPage::relation).toList();
    }

    private static Table relation(Analysis.Relation relation) {
        return Table.of(
                relation.system() + " (seed " + relation.seed() + ") on " + Figures.count(relation.rows()) + " rows of "
                        + relation.split() + ", " + Figures.percent(relation.accuracy()) + " right: rationales by "
                        + relation.writer(),
                "Property|Right: rho#|95 % interval#|p (Holm)#|Confidence: rho#|95 % interval#|p (Holm)#|Odds ratio#|95 %"
                        + " interval#|p#|Remarks",
                relation.terms().stream()
                        .map(term -> List.of(
                                words(term.property()),
                                Figures.signed(term.correctRho(), 3),
                                Figures.signedInterval(term.correctCi(), 1, 3),
                                Figures.pValue(term.correctPHolm()),
                                Figures.signed(term.confidenceRho(), 3),
                                Figures.signedInterval(term.confidenceCi(), 1, 3),
                                Figures.pValue(term.confidencePHolm()),
                                Figures.decimal(term.oddsRatio(), 2),
                                plain(term.oddsRatioCi()),
                                term.oddsRatioP() == null ? "–" : Figures.pValue(term.oddsRatioP()),
                                relation.leftOut()
                                        .getOrDefault(term.property(), "")
                                        .replace('_', ' '))));
    }

    private static String words(String property) {
        return property.replace('_', ' ');
    }

    private static int digits(String property) {
        return Set.of("words", "sentences", "reading_ease").contains(property) ? 1 : 3;
    }

    private static String plain(@Nullable ConfidenceInterval interval) {
        return interval == null ? Figures.text(null) : Figures.interval(interval, 1, 2);
    }

    /** A property's boxes: a series a writer and split, a box a label. */
    record Boxes(String id, String property, List<String> labels, List<Series> series) {}

    /** Boxes of one writer: 5th, 25th, 50th, 75th and 95th percentile; none where a label has no rows. */
    record Series(String name, List<List<Double>> boxes) {}

    List<Boxes> charts() {
        Set<String> names = new LinkedHashSet<>();
        Set<String> labels = new LinkedHashSet<>();
        analysis.groups()
                .forEach(group -> group.properties().forEach((name, spread) -> {
                    names.add(name);
                    labels.addAll(spread.byLabel().keySet());
                }));
        List<Boxes> charts = new ArrayList<>();
        for (String name : names) {
            List<Series> series = analysis.groups().stream()
                    .map(group -> series(group, name, labels))
                    .toList();
            charts.add(new Boxes("chart-" + charts.size(), words(name), List.copyOf(labels), series));
        }
        return charts;
    }

    private static Series series(Analysis.Group group, String name, Set<String> labels) {
        Analysis.Spread spread = group.properties().get(name);
        return new Series(
                group.writer() + ", " + group.split(),
                labels.stream()
                        .map(label -> spread == null ? null : spread.byLabel().get(label))
                        .map(AnalysisPage::box)
                        .toList());
    }

    private static List<Double> box(@Nullable Distribution numbers) {
        return numbers == null
                ? List.of()
                : List.of(numbers.p5(), numbers.p25(), numbers.median(), numbers.p75(), numbers.p95());
    }

    /** JSON that cannot end the script element it stands in, whatever a name contains. */
    String asScript() {
        return ChartData.inScript(Json.line(charts()));
    }
}
