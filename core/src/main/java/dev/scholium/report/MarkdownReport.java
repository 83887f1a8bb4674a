package dev.scholium.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes a report's sentences and tables as Markdown; what people or models wrote is escaped. */
final class MarkdownReport {

    private final StringBuilder out = new StringBuilder();

    private MarkdownReport() {}

    static String of(Page page) {
        MarkdownReport report = new MarkdownReport();
        report.write(page);
        return report.out.toString();
    }

    static String of(PilotPage page) {
        MarkdownReport report = new MarkdownReport();
        report.line("# Pilot: " + escape(page.title()));
        report.line(escape(page.byline()));
        report.list(
                page.warnings().stream().map(warning -> "Caution: " + warning).toList());
        report.section("What came back", page.tables());
        report.line(escape(page.legend()));
        report.line("## How to repeat it");
        report.out.append(code(page.command()));
        return report.out.toString();
    }

    /** Several runs. */
    static String of(SideBySide page) {
        MarkdownReport report = new MarkdownReport();
        report.line("# Side by side: " + escape(page.title()));
        report.line("**" + escape(page.headline()) + "**");
        report.list(
                page.warnings().stream().map(warning -> "Caution: " + warning).toList());
        page.tables().forEach(report::table);
        report.line(SideBySide.LEGEND);
        report.section("Sweeps", page.heatMaps().stream().map(HeatMap::asTable).toList());
        report.section(
                "Confusion", page.confusions().stream().map(Confusion::asTable).toList());
        report.section("What accuracy costs", page.costs().tables());
        report.section("How far probabilities can be trusted", page.further().calibrationTables());
        report.section("How long rationales are", page.further().lengthTables());
        report.line("## How to repeat it");
        page.commands().forEach(command -> report.out.append(code(command)));
        return report.out.toString();
    }

    /** An analysis of rationales. */
    static String of(AnalysisPage page) {
        MarkdownReport report = new MarkdownReport();
        report.line("# Rationales of " + escape(page.title()));
        report.list(
                page.warnings().stream().map(warning -> "Caution: " + warning).toList());
        report.section("What the rationales are like", page.properties());
        report.section("By gold label", page.labels());
        report.section("How alike", page.similarities());
        report.section("What goes with a student that is right", page.relations());
        return report.out.toString();
    }

    static String of(Table table) {
        MarkdownReport report = new MarkdownReport();
        report.table(table);
        return report.out.toString();
    }

    /** Indented rather than fenced: no text can end it. */
    static String code(String text) {
        return text.lines().map(line -> "    " + line + "\n").collect(Collectors.joining("", "", "\n"));
    }

    private void write(Page page) {
        line("# " + escape(page.title()));
        if (!page.byline().isEmpty()) {
            line(escape(page.byline()));
        }
        if (!page.note().isBlank()) {
            line("> **Note:** " + escape(page.note()));
        }
        Findings findings = page.findings();
        line("## The answer");
        line("**" + escape(findings.headline()) + "**");
        list(page.choice());
        list(findings.others());
        list(findings.warnings().stream().map(warning -> "Caution: " + warning).toList());

        section(
                "Sweep",
                Stream.concat(page.heatMaps().stream().map(HeatMap::asTable), page.sweep().stream())
                        .toList());
        section("Comparison", page.scores());
        page.signatures().forEach(signature -> line("BLEU: `" + signature + "`"));
        section("Labels", page.classes().isEmpty() ? List.of() : List.of(page.classes()));
        section("Confusion", page.confusions().stream().map(Confusion::asTable).toList());
        section("Slices", page.slices());
        if (!page.slices().isEmpty()) {
            line(escape(page.slicesLegend()));
        }
        section("Do labels heed rationales?", page.faithfulness());
        section("What accuracy costs", page.costsOfAccuracy().tables());
        section("How far probabilities can be trusted", page.further().calibrationTables());
        section("How long rationales are", page.further().lengthTables());
        section("Artefacts", page.artefacts());
        section("Pilot", page.pilot());
        section("Rationales and cost", page.costs());
        section("Faults in rationales", page.briefFaults());
        section("Time", page.times());
        section("Data", page.data());
        line("## How to repeat it");
        if (!page.command().isBlank()) {
            out.append(code(page.command()));
        }
        page.versions().forEach(this::table);
        if (!page.recipe().isBlank()) {
            line("`recipe.yaml`:");
            out.append(code(page.recipe()));
        }
    }

    private void section(String heading, List<Table> tables) {
        if (!tables.isEmpty()) {
            line("## " + heading);
            tables.forEach(this::table);
        }
    }

    private void table(Table table) {
        line("**" + escape(table.caption()) + "**");
        List<Integer> columns =
                IntStream.range(0, table.columns().size()).boxed().toList();
        row(columns.stream().map(table::heading).toList());
        out.append(columns.stream()
                        .map(column -> table.isNumeric(column) ? "---:" : "---")
                        .collect(Collectors.joining("|", "|", "|")))
                .append('\n');
        table.rows().forEach(this::row);
        out.append('\n');
    }

    private void row(List<String> cells) {
        out.append(cells.stream().map(MarkdownReport::escape).collect(Collectors.joining(" | ", "| ", " |")))
                .append('\n');
    }

    private void list(List<String> items) {
        if (!items.isEmpty()) {
            items.forEach(item -> out.append("- ").append(escape(item)).append('\n'));
            out.append('\n');
        }
    }

    private void line(String text) {
        out.append(text).append("\n\n");
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '\n', '\r', '\t', '\u2028', '\u2029' -> escaped.append(' ');
                case '\\', '|', '*', '_', '`', '[', ']', '#', '~' ->
                    escaped.append('\\').append(c);
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
