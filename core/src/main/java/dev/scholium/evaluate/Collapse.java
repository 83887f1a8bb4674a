package dev.scholium.evaluate;

/**
 * Tells a system that has stopped looking at its input from one that is merely weak.
 *
 * <p>A system has collapsed when one answer, a label or malformed outputs together, takes at least
 * {@value #ANSWER_SHARE} of the rows, or when its answers' entropy is below {@value #ENTROPY_SHARE} of the gold
 * labels', although no gold label takes as much as {@value #GOLD_SHARE} of the rows. A labels-only T5 on three balanced
 * labels does that, and its accuracy is then near chance. Of three balanced labels the entropy is 1.58 bits; answers of
 * which 85 % are one label and 10 % another have 0.75.
 */
public final class Collapse {

    /** Share of the rows with one answer from which on a system counts as collapsed. */
    public static final double ANSWER_SHARE = 0.95;

    /** Share of the gold labels' entropy below which a system counts as collapsed. */
    public static final double ENTROPY_SHARE = 0.5;

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
        boolean one = confusion.answered(confusion.majorityAnswer()) >= ANSWER_SHARE * rows;
        boolean narrow = confusion.answerEntropy() < ENTROPY_SHARE * confusion.goldEntropy();
        return (one || narrow) && confusion.gold(confusion.majorityGold()) < GOLD_SHARE * rows;
    }
}
