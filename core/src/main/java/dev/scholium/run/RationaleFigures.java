package dev.scholium.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.scholium.augment.AgreementTally;
import dev.scholium.augment.AugmentSummary;
import dev.scholium.augment.JudgeTally;
import dev.scholium.teacher.AskSummary;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source of rationales brought, in the manifest.
 *
 * @param id source and split
 * @param name the source
 * @param kind what kind of rationale it writes
 * @param split which rows
 * @param rows rows that came in
 * @param accepted rows that got a rationale
 * @param rejected rows that got none
 * @param rejectedByReason the same by reason
 * @param foundByCheck rows in which a check found a fault, by the check
 * @param requests requests sent this time; 0 for recorded rationales
 * @param askedAgain those of them that were under way when an earlier run died
 * @param fromJournal prompts that earlier runs had asked
 * @param deduplicated prompts that shared another's request
 * @param promptTokens tokens of all requests behind the rows
 * @param completionTokens tokens of all replies behind the rows
 * @param costUsd what all requests behind the rows cost; absent if a price is unknown
 * @param agreement share of rows whose writer had found the gold label; absent if the writer gave none
 * @param judge what a judge made of the rationales; left out if none is asked
 */
record RationaleFigures(
        String id,
        String name,
        String kind,
        String split,
        long rows,
        long accepted,
        long rejected,
        Map<String, Long> rejectedByReason,
        Map<String, Long> foundByCheck,
        long requests,
        long askedAgain,
        long fromJournal,
        long deduplicated,
        long promptTokens,
        long completionTokens,
        @Nullable Double costUsd,
        @Nullable Double agreement,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JudgeTally judge) {

    /** {@return the figures of one augmentation} */
    static RationaleFigures of(AugmentSummary summary) {
        AskSummary asking = summary.asking();
        AgreementTally agreement = summary.agreement();
        return new RationaleFigures(
                summary.name() + "-" + summary.split().word(),
                summary.name(),
                summary.rationaleKind().name(),
                summary.split().word(),
                summary.rows(),
                summary.accepted(),
                summary.rejected(),
                summary.rejectedByReason(),
                summary.foundByCheck(),
                asking == null ? 0 : asking.asked(),
                asking == null ? 0 : asking.askedAgain(),
                asking == null ? 0 : asking.fromJournal(),
                asking == null ? 0 : asking.deduplicated(),
                summary.usage().promptTokens(),
                summary.usage().completionTokens(),
                summary.totalCostUsd(),
                agreement == null ? null : agreement.share(),
                summary.judged());
    }

    /** {@return the figures in one line for the user} */
    String sentence() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "Rationales %s, %s: %d of %d rows have one", name, split, accepted, rows));
        if (rejected > 0) {
            text.append(", ").append(rejected).append(" rejected ").append(rejectedByReason);
        }
        if (!foundByCheck.isEmpty()) {
            text.append("; checks found ").append(foundByCheck);
        }
        if (requests + fromJournal + deduplicated > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "; %d requests sent, %d answers from the journal, %d prompts shared",
                    requests,
                    fromJournal,
                    deduplicated));
        }
        if (askedAgain > 0) {
            text.append(
                    String.format(Locale.ROOT, "; %d asked again, since a stopped run had them under way", askedAgain));
        }
        if (agreement != null) {
            text.append(String.format(Locale.ROOT, "; writer agrees with gold in %.1f %%", 100 * agreement));
        }
        if (judge != null) {
            text.append(judged(judge));
        }
        return text.toString();
    }

    private static String judged(JudgeTally judge) {
        String means = judge.judged() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " (faithfulness %.2f, usefulness %.2f, %d for another label)",
                        judge.faithfulness(),
                        judge.usefulness(),
                        judge.otherLabel());
        return "; " + judge.judged() + " judged" + means
                + (judge.unjudged() == 0 ? "" : ", " + judge.unjudged() + " kept unjudged");
    }
}
