package dev.scholium.augment;

import org.jspecify.annotations.Nullable;

/** What a judge made of a row's rationale. */
sealed interface Verdict {

    /** Why there is none. */
    enum None implements Verdict {
        /** No judge is asked, or there is no rationale to judge. */
        NOT_WANTED,
        /** The judge was not asked, or did not answer; a later session asks it. */
        UNANSWERED,
        /** It answered in no usable form, after the repair, too. */
        UNUSABLE
    }

    /**
     * The judge's scores, as they stand in the row.
     *
     * @param faithfulness from 1 to 5
     * @param usefulness from 1 to 5
     * @param label the label that the rationale argues for; empty if it argues for none
     * @param requestHash key of the judge's request in the journal
     */
    record Scores(int faithfulness, int usefulness, String label, String requestHash) implements Verdict {}

    /** {@return the scores; null if there are none} */
    default @Nullable Scores scores() {
        return this instanceof Scores scores ? scores : null;
    }
}
