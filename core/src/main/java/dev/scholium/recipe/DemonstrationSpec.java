package dev.scholium.recipe;

/**
 * Worked examples that a teacher is shown before every question.
 *
 * @param count how many; 0 for the template's own, all of them
 * @param seed of the choice
 * @param column column of the training rows with recorded rationales to show; empty to choose among the template's own
 */
public record DemonstrationSpec(int count, long seed, String column) {

    /** The most that may be shown: each is paid for with every question. */
    public static final int MOST = 64;

    /**
     * Checks the count.
     *
     * @throws IllegalArgumentException if it is negative or too high, or 0 beside a column
     */
    public DemonstrationSpec {
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException("count must be in [0, " + MOST + "], but is " + count);
        }
        if (count == 0 && !column.isEmpty()) {
            throw new IllegalArgumentException("column " + column + " needs a count of at least 1, but count is 0");
        }
    }
}
