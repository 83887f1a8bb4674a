package dev.scholium.teacher.mock;

/**
 * How a fault is asked for.
 *
 * @param word what it is called in a specification: {@code slow}
 * @param example how it is asked for: {@code slow=0.01:30s}
 * @param effect what a client meets, for people
 * @param amount what the number behind its share counts
 * @param usualAmount that number where none is given
 */
record FaultText(String word, String example, String effect, Amount amount, double usualAmount) {

    /** What the number behind a fault's share counts. */
    enum Amount {
        /** There is none. */
        NONE,
        /** Seconds. */
        SECONDS,
        /** Tokens. */
        TOKENS,
        /** So many times what is right. */
        TIMES
    }
}
