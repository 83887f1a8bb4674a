package dev.scholium.evaluate;

/**
 * Tells a system that has stopped looking at its input from one that is merely weak.
 *
 * <p>A system has collapsed when one answer, a label or malformed outputs together, takes at least
 * {@value #ANSWER_SHARE} of the rows although no gold label takes as much as {@value #GOLD_SHARE}. A labels-only T5 on
 * three balanced labels does that, and its accuracy is then chance.
 */
public final class Collapse {

    /** Share of the rows with one answer from which on a system counts as collapsed. */
    public static final double ANSWER_SHARE = 0.95;

    /** Where one gold label takes this share, one answer for nearly all rows is no sign of anything. */
    public static final double GOLD_SHARE = 0.9;

    private Collapse() {}

    /**
     * Applies the rule.
     *
     * @param confusion of a system on some rows
     * @return whether the system has collapsed
     */
    public static boolean hasHappened(ConfusionMatrix confusion) {
        double rows = confusion.rows();
        return confusion.answered(confusion.majorityAnswer()) >= ANSWER_SHARE * rows
                && confusion.gold(confusion.majorityGold()) < GOLD_SHARE * rows;
    }
}
