package dev.scholium.teacher;

import dev.scholium.teacher.price.Usd;
import org.jspecify.annotations.Nullable;

/**
 * What asking a stream of prompts took.
 *
 * @param prompts how many questions came in
 * @param asked requests that were sent (repeated attempts count once)
 * @param askedAgain those of them that were under way when an earlier run died, whose outcome was unknown
 * @param deduplicated prompts that shared another prompt's request of this session
 * @param fromJournal prompts that earlier runs had asked
 * @param failed requests without an answer after all attempts
 * @param usage tokens of the requests that were sent and answered
 * @param cost what all attempts cost, with the most possible for those that may have been billed without an answer;
 *     absent if the price is unknown
 */
public record AskSummary(
        long prompts,
        long asked,
        long askedAgain,
        long deduplicated,
        long fromJournal,
        long failed,
        TokenUsage usage,
        @Nullable Usd cost) {

    /** Nothing asked. */
    public static final AskSummary NONE = new AskSummary(0, 0, 0, 0, 0, 0, TokenUsage.NONE, Usd.ZERO);

    /**
     * Adds up.
     *
     * @param other more asking
     * @return both together
     */
    public AskSummary plus(AskSummary other) {
        return new AskSummary(
                prompts + other.prompts,
                asked + other.asked,
                askedAgain + other.askedAgain,
                deduplicated + other.deduplicated,
                fromJournal + other.fromJournal,
                failed + other.failed,
                usage.plus(other.usage),
                cost == null || other.cost == null ? null : cost.plus(other.cost));
    }
}
