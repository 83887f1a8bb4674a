package dev.scholium.augment;

import dev.scholium.data.DataSplit;
import dev.scholium.prompt.RationaleKind;
import dev.scholium.teacher.AskSummary;
import dev.scholium.teacher.TokenUsage;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an augmentation brought.
 *
 * @param name begins the names of its files
 * @param split ends them
 * @param rationaleKind what sort of rationale
 * @param rows rows that came in
 * @param accepted rows that got a rationale
 * @param rejectedByReason the others, by reason
 * @param foundByCheck rows in which a check found a fault, rejected for it or not, by the check's name
 * @param asking what asking the teacher took this time; absent for recorded rationales
 * @param usage tokens of all requests behind the rows, whenever they were asked; each request once
 * @param costUsd what the requests of this time cost in USD; absent if a price is unknown
 * @param totalCostUsd what all requests behind the rows cost; absent if a price is unknown
 * @param agreement how often the writer's own label is the gold label; absent if the writer gave none
 * @param judged what a judge made of the rationales; absent if none is asked
 */
public record AugmentSummary(
        String name,
        DataSplit split,
        RationaleKind rationaleKind,
        long rows,
        long accepted,
        Map<String, Long> rejectedByReason,
        Map<String, Long> foundByCheck,
        @Nullable AskSummary asking,
        TokenUsage usage,
        @Nullable Double costUsd,
        @Nullable Double totalCostUsd,
        @Nullable AgreementTally agreement,
        @Nullable JudgeTally judged) {

    /** Copies. */
    public AugmentSummary {
        rejectedByReason = Collections.unmodifiableMap(new TreeMap<>(rejectedByReason));
        foundByCheck = Collections.unmodifiableMap(new TreeMap<>(foundByCheck));
    }

    /** {@return rows without a rationale} */
    public long rejected() {
        return rows - accepted;
    }
}
