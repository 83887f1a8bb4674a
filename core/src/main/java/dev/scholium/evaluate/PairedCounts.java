package dev.scholium.evaluate;

/**
 * How two systems fared on the same rows.
 *
 * @param rows how many rows both answered, at least 1
 * @param onlyA rows that the first alone had right
 * @param onlyB rows that the second alone had right
 */
public record PairedCounts(long rows, long onlyA, long onlyB) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if there is no row, or more differ than there are
     */
    public PairedCounts {
        if (rows < 1 || onlyA < 0 || onlyB < 0 || onlyA + onlyB > rows) {
            throw new IllegalArgumentException("of " + rows + " rows, " + onlyA + " + " + onlyB + " cannot differ");
        }
    }

    /** {@return rows that exactly one of the two had right} */
    public long discordant() {
        return onlyA + onlyB;
    }

    /** {@return accuracy of the first minus accuracy of the second} */
    public double difference() {
        return (double) (onlyA - onlyB) / rows;
    }
}
