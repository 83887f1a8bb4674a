package dev.scholium.augment;

import org.jspecify.annotations.Nullable;

/**
 * What a judge made of the rationales of one split.
 *
 * @param judged rationales that it scored, rejected for it or not
 * @param unusable rationales on which it said nothing that can be used
 * @param unanswered rationales on which it was not asked, or did not answer
 * @param otherLabel judged rationales that argue for another label than gold
 * @param faithfulness mean score, from 1 to 5; absent where nothing was judged
 * @param usefulness mean score, from 1 to 5; absent where nothing was judged
 */
public record JudgeTally(
        long judged,
        long unusable,
        long unanswered,
        long otherLabel,
        @Nullable Double faithfulness,
        @Nullable Double usefulness) {

    /** {@return rationales that were kept without a judgement} */
    public long unjudged() {
        return unusable + unanswered;
    }
}
