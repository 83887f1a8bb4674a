package dev.scholium.teacher;

import dev.scholium.teacher.price.Usd;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

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
    private final LongAdder cachedTokens = new LongAdder();
    private final LongAdder hiddenTokens = new LongAdder();
    private final LongAdder picos = new LongAdder();
    private volatile boolean unpriced;

    void used(TokenUsage usage) {
        cachedTokens.add(usage.cachedTokens());
        hiddenTokens.add(usage.hiddenTokens());
        promptTokens.add(usage.promptTokens());
        completionTokens.add(usage.completionTokens());
    }

    /** An attempt cost so much, or nobody knows how much. */
    void paid(@Nullable Usd cost) {
        if (cost == null) {
            unpriced = true;
        } else {
            picos.add(cost.picos());
        }
    }

    @Nullable
    Usd cost() {
        return unpriced ? null : new Usd(picos.sum());
    }

    AskSummary summary() {
        return new AskSummary(
                prompts.sum(),
                asked.sum(),
                askedAgain.sum(),
                deduplicated.sum(),
                fromJournal.sum(),
                failed.sum(),
                new TokenUsage(promptTokens.sum(), completionTokens.sum(), cachedTokens.sum(), hiddenTokens.sum()),
                cost());
    }
}
