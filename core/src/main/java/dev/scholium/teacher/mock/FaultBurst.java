package dev.scholium.teacher.mock;

/**
 * Times of trouble: of so many requests, the last ones in a row get 503.
 *
 * @param every how many requests it takes from one burst's end to the next one's
 * @param count how many of them meet it, in {@code [0, every]}
 */
record FaultBurst(long every, long count) {

    /** There is none. */
    static final FaultBurst NONE = new FaultBurst(1, 0);

    /**
     * Whether a request falls into a burst.
     *
     * @param number the how-manieth request it is, from 1
     * @return whether it gets 503
     */
    boolean strikes(long number) {
        return (number - 1) % every >= every - count;
    }
}
