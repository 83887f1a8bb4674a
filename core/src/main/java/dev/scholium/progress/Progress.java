package dev.scholium.progress;

/**
 * Is told how far a piece of long work is. The command line draws a bar; tests and libraries pass {@link #none()}.
 *
 * <p>Implementations are called from one thread at a time for {@link #begin} and {@link #end}, and from any thread for
 * the others.
 */
public interface Progress {

    /**
     * A piece of work begins, and ends the one before it.
     *
     * @param what a few words: {@code "asking the teacher (extraction)"}
     * @param total how many units there are, 0 when unknown
     * @param unit name of one unit: {@code "requests"}, {@code "steps"}
     */
    void begin(String what, long total, String unit);

    /**
     * Some units are done.
     *
     * @param units how many more, at least 0
     */
    void advance(long units);

    /**
     * Some units were done by an earlier session, before this piece of work began here: they are no part of its rate.
     *
     * @param units how many, at least 0
     */
    default void resume(long units) {
        advance(units);
    }

    /**
     * How many units the current piece of work has.
     *
     * @return the total as it was given; 0 when unknown
     */
    default long total() {
        return 0;
    }

    /**
     * The figure that matters right now, shown beside the bar.
     *
     * @param figures a few words: {@code "loss 1.234, 12.3 examples/s"}
     */
    void figures(String figures);

    /** The current piece of work is done. */
    void end();

    /**
     * One line for the user that stays on the screen.
     *
     * @param line without a line end
     */
    void say(String line);

    /** {@return a listener that shows nothing} */
    static Progress none() {
        return new Progress() {
            @Override
            public void begin(String what, long total, String unit) {}

            @Override
            public void advance(long units) {}

            @Override
            public void figures(String figures) {}

            @Override
            public void end() {}

            @Override
            public void say(String line) {}
        };
    }
}
