package dev.scholium.report;

import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.pilot.Average;
import dev.scholium.pilot.Contrast;
import dev.scholium.pilot.PilotResults;
import dev.scholium.pilot.Rate;
import dev.scholium.pilot.TemplateFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables about a pilot; every figure stands with its 95 % interval. */
final class PilotTables {

    private final PilotResults pilot;

    PilotTables(PilotResults pilot) {
        this.pilot = pilot;
    }

    List<Table> all() {
        return Stream.of(replies(), cost(), checks(), problems(), contrasts(), shown())
                .filter(table -> !table.isEmpty())
                .toList();
    }

    private Table replies() {
        return Table.of(
                "Replies to " + pilot.rows() + " of " + pilot.splitRows() + " rows of the " + pilot.split()
                        + " split by " + pilot.model(),
                "Template|Demonstrations#|Usable#|Refused#|Cut off#|Repaired#|Agreement with gold#|Words, median#"
                        + "|Seconds, median#",
                pilot.templates().stream()
                        .map(template -> List.of(
                                name(template),
                                Integer.toString(template.demonstrations()),
                                rate(template.parsed()),
                                rate(template.refused()),
                                rate(template.cutOff()),
                                rate(template.repaired()),
                                rate(template.agreement()),
                                median(template.words(), 1, 0),
                                median(template.latencyMs(), 0.001, 2))));
    }

    private Table cost() {
        return Table.of(
                "Tokens a row, and what 1000 rows and the whole split cost at this price",
                "Template|Prompt tokens#|Completion tokens#|1000 rows#|Questions in the split#|Whole split#",
                pilot.templates().stream()
                        .map(template -> List.of(
                                name(template),
                                mean(template.promptTokens(), 1),
                                mean(template.completionTokens(), 1),
                                dollars(template.costPerThousandUsd()),
                                Figures.count(template.splitQuestions()),
                                dollars(template.splitCostUsd()))));
    }

    private Table checks() {
        List<String> header = new ArrayList<>(List.of("Check"));
        pilot.templates().forEach(template -> header.add(template.name() + "#"));
        return Table.of(
                "Rationales that do not pass a check",
                String.join("|", header),
                pilot.templates().stream()
                        .flatMap(template -> template.faults().keySet().stream())
                        .distinct()
                        .map(this::check));
    }

    private List<String> check(String name) {
        List<String> cells = new ArrayList<>(List.of(name));
        pilot.templates().forEach(template -> cells.add(rate(template.faults().get(name))));
        return cells;
    }

    private Table problems() {
        return Table.of(
                "Rows without a rationale by reason",
                "Template|Reason|Rows#",
                pilot.templates().stream()
                        .flatMap(template -> template.problems().entrySet().stream()
                                .map(problem -> List.of(
                                        template.name(), problem.getKey(), Figures.count(problem.getValue())))));
    }

    private Table contrasts() {
        return Table.of(
                "Templates against each other on the same rows, in points",
                "Figure|First|Second|Difference#|Interval#|These rows show#|Verdict",
                pilot.contrasts().stream().map(PilotTables::contrast));
    }

    private static List<String> contrast(Contrast contrast) {
        return List.of(
                contrast.figure(),
                contrast.a(),
                contrast.b(),
                Figures.points(contrast.difference()),
                Figures.points(contrast.ci()),
                Figures.decimal(100 * contrast.detectable(), 0),
                contrast.told() ? "they differ" : "cannot be told apart");
    }

    private Table shown() {
        List<List<String>> rows = new ArrayList<>();
        for (PilotResults.ShownRow row : pilot.shown()) {
            row.replies()
                    .forEach((template, said) -> rows.add(List.of(
                            row.uid() + " (" + row.label() + "), " + template,
                            String.join(" / ", row.fields().values()),
                            said.reply(),
                            readAs(said))));
        }
        return new Table("Some replies", List.of("Row (gold label), template", "Texts", "Reply", "Read as"), rows);
    }

    private static String readAs(PilotResults.Said said) {
        if (!said.problem().isEmpty()) {
            return "nothing: " + said.problem();
        }
        String label = said.teacherLabel().isEmpty() ? "" : said.teacherLabel() + ": ";
        String faults = said.faults().isEmpty() ? "" : " [" + String.join(", ", said.faults()) + "]";
        return label + said.rationale() + faults;
    }

    private static String name(TemplateFigures template) {
        return template.name() + " (" + template.template() + " " + template.version() + ")";
    }

    private static String rate(@Nullable Rate rate) {
        return rate == null
                ? Figures.text(null)
                : Figures.percent(rate.share()) + " (" + Figures.percents(rate.ci()) + ")";
    }

    private static String median(@Nullable Average average, double unit, int digits) {
        return average == null ? Figures.text(null) : figure(average.median(), average.medianCi(), unit, digits);
    }

    private static String mean(Average average, int digits) {
        return figure(average.mean(), average.meanCi(), 1, digits);
    }

    private static String figure(double value, ConfidenceInterval interval, double unit, int digits) {
        return Figures.decimal(value * unit, digits) + " (" + Figures.interval(interval, unit, digits) + ")";
    }

    private static String dollars(@Nullable Average cost) {
        return cost == null
                ? Figures.text(null)
                : Figures.dollars(cost.mean()) + " ("
                        + Figures.dollars(cost.meanCi().low()) + " – "
                        + Figures.dollars(cost.meanCi().high()) + ")";
    }
}
