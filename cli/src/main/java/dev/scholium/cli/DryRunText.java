package dev.scholium.cli;

import dev.scholium.run.DryRun;
import dev.scholium.teacher.price.TokenSpan;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A dry run as a table for people. */
final class DryRunText {

    private static final String ROW = "%-24s %9s %10s %10s %9s %9s  %-29s %-29s %11s %11s %11s%n";

    private final PrintWriter out;

    DryRunText(PrintWriter out) {
        this.out = out;
    }

    void print(DryRun dry) {
        out.printf("Dry run for %s: nothing was sent, nothing was written.%n%n", dry.model());
        table(dry);
        out.println();
        assumptions(dry);
        requests(dry.total());
        money(dry);
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

    private void table(DryRun dry) {
        out.printf(
                Locale.ROOT,
                ROW,
                "source, split",
                "rows",
                "questions",
                "journal",
                "to ask",
                "then",
                "tokens in",
                "tokens out",
                "low USD",
                "expected",
                "worst");
        dry.sources().forEach(this::row);
        if (dry.sources().size() != 1) {
            row(dry.total());
        }
    }

    private void assumptions(DryRun dry) {
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
                        : "a rule of thumb, since the journal has too few answers of this teacher yet");
        if (!dry.redact().isEmpty()) {
            out.printf(
                    "Redaction: %s are taken out of what is sent; tokens are counted without them.%n",
                    String.join(", ", dry.redact()));
        }
    }

    private void requests(DryRun.Line all) {
        out.printf("Answered in the journal, nothing to pay: %d requests.%n", all.inJournal());
        if (all.underWay() > 0) {
            out.printf("Under way in a batch job or another process, not asked again: %d requests.%n", all.underWay());
        }
        out.printf("To ask: %d requests%s.%n", all.toAsk(), following(all));
        if (all.changed() > 0) {
            out.printf(
                    "Of those to ask, another model or other settings have answered %d; that does not count.%n",
                    all.changed());
        }
        if (all.unknown() > 0) {
            out.printf(
                    "Of those to ask, %d were sent before and their outcome is unknown: they may be paid twice.%n",
                    all.unknown());
        }
    }

    private void money(DryRun dry) {
        DryRun.Line all = dry.total();
        if (all.worstUsd() == null) {
            if (all.saved() > 0) {
                out.printf(
                        "Asking equal questions once saves %d requests; what they would cost is unknown, too.%n",
                        all.saved());
            }
            return;
        }
        out.printf(
                "Worst: every request at its bound, each sent once%s.%n",
                all.mostThen() == 0
                        ? ""
                        : ", with all that can follow; without that: " + usd(all.worstNextUsd()) + " USD");
        if (all.saved() > 0) {
            out.printf(
                    "Asking equal questions once saves %d requests, about %s USD.%n", all.saved(), usd(all.savedUsd()));
        }
    }

    private static String following(DryRun.Line all) {
        if (all.mostThen() == 0) {
            return "; nothing can follow";
        }
        return "; then " + all.likelyThen() + " if each answer can be used, and at most "
                + (all.mostThen() - all.likelyThen())
                + " more (repairs, asking again, new rows where others were not taken)";
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
                line.likelyThen(),
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
