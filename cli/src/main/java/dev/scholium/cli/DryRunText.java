package dev.scholium.cli;

import dev.scholium.run.DryRun;
import dev.scholium.teacher.price.TokenSpan;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A dry run as a table for people. */
final class DryRunText {

    private static final String ROW = "%-24s %9s %10s %10s %9s  %-29s %-29s %11s %11s %11s%n";

    private final PrintWriter out;

    DryRunText(PrintWriter out) {
        this.out = out;
    }

    void print(DryRun dry) {
        out.printf("Dry run for %s: nothing was sent, nothing was written.%n%n", dry.model());
        out.printf(
                Locale.ROOT,
                ROW,
                "source, split",
                "rows",
                "questions",
                "journal",
                "to ask",
                "tokens in",
                "tokens out",
                "low USD",
                "expected",
                "worst");
        dry.sources().forEach(this::row);
        if (dry.sources().size() > 1) {
            row(dry.total());
        }
        out.println();
        out.println(
                dry.price().isEmpty()
                        ? "Price: unknown (" + dry.priceOrigin() + ")"
                                + (dry.unpricedRefused()
                                        ? "; the run would be refused: give teacher.price_input and teacher.price_output"
                                        : "")
                        : "Price: " + dry.price() + " USD per million tokens (" + dry.priceOrigin() + ")");
        out.printf(
                "Tokens in: %s; tokens out: %s.%n",
                dry.tokensCounted() ? "counted by the model's tokenizer" : "estimated from bytes, with a span",
                dry.outputBasis() > 0
                        ? "by the " + dry.outputBasis() + " answers in the journal"
                        : "a rule of thumb, since the journal has no answers of this teacher yet");
        out.printf(
                "Worst: every request at its bound, each sent once. Answers may lead to further questions.%n"
                        + "Asking equal questions once saves about %s USD.%n",
                usd(dry.total().savedUsd()));
        if (dry.answeredUnderOtherSettings() > 0) {
            out.printf(
                    "Answered under another model or other settings, and asked anew: %d questions.%n",
                    dry.answeredUnderOtherSettings());
        }
        if (dry.answersToOtherPrompts() > 0) {
            out.printf(
                    "Answers of this teacher to prompts that are not asked now: %d; a changed prompt is asked anew.%n",
                    dry.answersToOtherPrompts());
        }
        if (dry.unknownOutcome() > 0) {
            out.printf(
                    "Requests of unknown outcome in the journal: %d; \"scholium journal FILE unknown\" lists them.%n",
                    dry.unknownOutcome());
        }
        out.printf(
                Locale.ROOT,
                "Spent by this run so far: %.4f USD. Time at the allowed rate: %.1f minutes or more.%n",
                dry.spentUsd(),
                dry.minutesAtLeast());
        out.printf("Budget: %s.%n", dry.verdict());
        out.flush();
    }

    private void row(DryRun.Line line) {
        out.printf(
                Locale.ROOT,
                ROW,
                line.name().equals(line.split()) ? line.name() : line.name() + ", " + line.split(),
                line.rows(),
                line.questions(),
                line.inJournal(),
                line.toAsk(),
                span(line.input()),
                span(line.output()),
                usd(line.lowUsd()),
                usd(line.expectedUsd()),
                usd(line.worstUsd()));
    }

    private static String span(TokenSpan tokens) {
        return tokens.low() == tokens.high()
                ? Long.toString(tokens.expected())
                : tokens.expected() + " (" + tokens.low() + "-" + tokens.high() + ")";
    }

    private static String usd(@Nullable Double amount) {
        return amount == null ? "unknown" : String.format(Locale.ROOT, "%.4f", amount);
    }
}
