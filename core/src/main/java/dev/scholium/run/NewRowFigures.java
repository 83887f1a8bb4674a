package dev.scholium.run;

import dev.scholium.augment.rows.RowSummary;
import dev.scholium.teacher.AskSummary;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an augmentation brought, in the manifest.
 *
 * @param name the augmentation
 * @param method word of its method
 * @param rows training rows that new ones were made of
 * @param made new rows
 * @param rejected new rows that were tried and not taken
 * @param rejectedByReason the same by reason
 * @param requests requests sent this time; 0 for word edits
 * @param fromJournal prompts that earlier runs had asked
 * @param promptTokens tokens of all requests behind the rows
 * @param completionTokens tokens of all replies behind the rows
 * @param costUsd what all requests behind the rows cost; absent if a price is unknown
 */
record NewRowFigures(
        String name,
        String method,
        long rows,
        long made,
        long rejected,
        Map<String, Long> rejectedByReason,
        long requests,
        long fromJournal,
        long promptTokens,
        long completionTokens,
        @Nullable Double costUsd) {

    /** {@return the figures of one augmentation} */
    static NewRowFigures of(RowSummary summary) {
        AskSummary asking = summary.asking();
        return new NewRowFigures(
                summary.name(),
                summary.method().word(),
                summary.parents(),
                summary.made(),
                summary.rejected(),
                summary.rejectedByReason(),
                asking == null ? 0 : asking.asked(),
                asking == null ? 0 : asking.fromJournal(),
                summary.usage().promptTokens(),
                summary.usage().completionTokens(),
                summary.costUsd());
    }

    /** {@return the figures in one line for the user} */
    String sentence() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "New rows %s (%s): %d out of %d rows", name, method, made, rows));
        if (rejected > 0) {
            text.append(", ").append(rejected).append(" not taken ").append(rejectedByReason);
        }
        if (requests + fromJournal > 0) {
            text.append(String.format(
                    Locale.ROOT, "; %d requests sent, %d answers from the journal", requests, fromJournal));
        }
        return text.toString();
    }
}
