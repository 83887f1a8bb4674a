package dev.scholium.cli;

import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.pilot.Average;
import dev.scholium.pilot.PilotResults;
import dev.scholium.pilot.Rate;
import dev.scholium.pilot.TemplateFigures;
import dev.scholium.run.RunFolder;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A pilot as tables on a terminal. */
final class PilotText {

    private static final String REPLIES = "%-26s %-20s %-20s %-20s %-20s %-20s %-18s%n";
    private static final String COST = "%-26s %-20s %-20s %-24s %10s %-28s %-18s%n";
    private static final int LONGEST_REPLY = 240;

    private final PrintWriter out;

    PilotText(PrintWriter out) {
        this.out = out;
    }

    void print(PilotResults pilot, RunFolder folder) {
        Double cost = pilot.costUsd();
        out.printf(
                Locale.ROOT,
                "Pilot of %s by %s: %d of %d rows, seed %d; %d requests sent, %s. Intervals at 95 %%.%n%n",
                pilot.recipe(),
                pilot.model(),
                pilot.rows(),
                pilot.splitRows(),
                pilot.seed(),
                pilot.requests(),
                cost == null ? "cost unknown" : String.format(Locale.ROOT, "%.4f USD", cost));
        out.printf(REPLIES, "template", "usable %", "refused %", "cut off %", "repaired %", "agreement %", "words");
        pilot.templates().forEach(this::replies);
        out.println();
        out.printf(
                COST,
                "template",
                "tokens in",
                "tokens out",
                "USD per 1000 rows",
                "questions",
                "USD for all of them",
                "seconds");
        pilot.templates().forEach(this::cost);
        out.println();
        pilot.templates().forEach(this::faultsAndProblems);
        pilot.warnings().forEach(warning -> out.println("! " + warning));
        pilot.shown().forEach(this::shown);
        out.println();
        out.println("Report: " + folder.pilot().resolve("pilot.html"));
        out.flush();
    }

    private void replies(TemplateFigures template) {
        out.printf(
                REPLIES,
                template.name(),
                rate(template.parsed()),
                rate(template.refused()),
                rate(template.cutOff()),
                rate(template.repaired()),
                rate(template.agreement()),
                median(template.words(), 1, 0));
    }

    private void cost(TemplateFigures template) {
        out.printf(
                COST,
                template.name(),
                mean(template.promptTokens(), 0),
                mean(template.completionTokens(), 0),
                mean(template.costPerThousandUsd(), 4),
                template.splitQuestions(),
                mean(template.splitCostUsd(), 4),
                median(template.latencyMs(), 0.001, 2));
    }

    private void faultsAndProblems(TemplateFigures template) {
        template.faults().forEach((check, rate) -> {
            if (rate.count() > 0) {
                out.printf("%s: check %s %% %s%n", template.name(), check, rate(rate));
            }
        });
        template.problems().forEach((problem, rows) -> out.printf("%s: %d rows: %s%n", template.name(), rows, problem));
    }

    private void shown(PilotResults.ShownRow row) {
        out.println();
        out.println(row.uid() + " (" + row.label() + "): "
                + shortened(String.join(" / ", row.fields().values())));
        row.replies().forEach((template, said) -> out.println("  " + template + ": " + shortened(said.reply())));
    }

    private static String rate(@Nullable Rate rate) {
        return rate == null ? "-" : figure(rate.share(), rate.ci(), 100, 1);
    }

    private static String median(@Nullable Average average, double unit, int digits) {
        return average == null ? "-" : figure(average.median(), average.medianCi(), unit, digits);
    }

    private static String mean(@Nullable Average average, int digits) {
        return average == null ? "-" : figure(average.mean(), average.meanCi(), 1, digits);
    }

    private static String figure(double value, ConfidenceInterval interval, double unit, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f ", value * unit) + interval.text(unit, digits);
    }

    /** One line without control characters: what a model wrote must not move a terminal's cursor. */
    private static String shortened(String text) {
        String line = text.replaceAll("[\\s\\p{Cc}\\p{Cf}]+", " ").strip();
        return line.length() <= LONGEST_REPLY ? line : line.substring(0, LONGEST_REPLY) + "...";
    }
}
