package dev.scholium.augment.rows;

import dev.scholium.teacher.AskSummary;
import dev.scholium.teacher.TokenUsage;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What making new rows brought.
 *
 * @param name of the augmentation
 * @param method by which
 * @param parents rows that new ones were to be made of
 * @param made new rows
 * @param rejectedByReason those that were not taken, by reason
 * @param asking what asking the teacher took this time; absent for word edits
 * @param usage tokens of all requests behind the rows, whenever they were asked; each request once
 * @param costUsd what all requests behind the rows cost; absent if a price is unknown
 */
public record RowSummary(
        String name,
        RowMethod method,
        long parents,
        long made,
        Map<String, Long> rejectedByReason,
        @Nullable AskSummary asking,
        TokenUsage usage,
        @Nullable Double costUsd) {

    /** Copies. */
    public RowSummary {
        rejectedByReason = Collections.unmodifiableMap(new TreeMap<>(rejectedByReason));
    }

    /** {@return new rows that were tried and not taken} */
    public long rejected() {
        return rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
    }
}
