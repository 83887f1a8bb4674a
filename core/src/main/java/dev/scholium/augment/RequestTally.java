package dev.scholium.augment;

import dev.scholium.teacher.Asker;
import dev.scholium.teacher.JournalEntry;
import dev.scholium.teacher.TokenUsage;
import dev.scholium.teacher.price.ModelPrice;
import dev.scholium.teacher.price.Usd;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Adds up the answered requests behind rows, whenever they were asked; each request once. One thread. */
public final class RequestTally {

    private final Asker asker;
    private final BitSet counted = new BitSet();
    private TokenUsage usage = TokenUsage.NONE;
    private @Nullable Usd cost = Usd.ZERO;

    /**
     * Nothing counted yet.
     *
     * @param asker whose price holds for replies that came when none was known
     */
    public RequestTally(Asker asker) {
        this.asker = asker;
    }

    /**
     * Counts a request, unless it was counted before.
     *
     * @param answered its entry in the journal
     */
    public void count(JournalEntry.Answered answered) {
        int id = Math.toIntExact(answered.id());
        if (!counted.get(id)) {
            counted.set(id);
            usage = usage.plus(answered.completion().usage());
            Usd ofThis = cost(answered);
            cost = cost == null || ofThis == null ? null : cost.plus(ofThis);
        }
    }

    private @Nullable Usd cost(JournalEntry.Answered answered) {
        ModelPrice today = asker.price().price();
        return answered.cost() == null && today != null
                ? today.of(answered.completion().usage())
                : answered.cost();
    }

    /** {@return tokens of all requests so far} */
    public TokenUsage usage() {
        return usage;
    }

    /** {@return what they cost; null if a price is unknown} */
    public @Nullable Usd cost() {
        return cost;
    }
}
