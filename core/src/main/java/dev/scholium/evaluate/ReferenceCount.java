package dev.scholium.evaluate;

/** How many references the rows of a corpus have, in the words of a signature. One thread. */
final class ReferenceCount {

    private static final int VARYING = -1;

    private int perRow;

    /**
     * Takes note of a row.
     *
     * @param references how many it has
     * @throws IllegalArgumentException if it has none
     */
    void add(int references) {
        if (references == 0) {
            throw new IllegalArgumentException("a row needs at least one reference to be scored");
        }
        perRow = perRow == 0 || perRow == references ? references : VARYING;
    }

    /** {@return the number, {@code var} if it varies, {@code 1} without rows} */
    String word() {
        return perRow == VARYING ? "var" : Integer.toString(Math.max(1, perRow));
    }
}
