package dev.scholium.teacher;

import java.util.concurrent.atomic.LongAdder;

/** Counts while workers ask. */
final class AskTally {

    final LongAdder prompts = new LongAdder();
    final LongAdder asked = new LongAdder();
    final LongAdder askedAgain = new LongAdder();
    final LongAdder deduplicated = new LongAdder();
    final LongAdder fromJournal = new LongAdder();
    final LongAdder failed = new LongAdder();
    private final LongAdder promptTokens = new LongAdder();
    private final LongAdder completionTokens = new LongAdder();

    void used(TokenUsage usage) {
        promptTokens.add(usage.promptTokens());
        completionTokens.add(usage.completionTokens());
    }

    AskSummary summary() {
        return new AskSummary(
                prompts.sum(),
                asked.sum(),
                askedAgain.sum(),
                deduplicated.sum(),
                fromJournal.sum(),
                failed.sum(),
                new TokenUsage(promptTokens.sum(), completionTokens.sum()));
    }
}
