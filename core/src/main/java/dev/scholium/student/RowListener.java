package dev.scholium.student;

import java.util.List;
import java.util.function.Supplier;

/**
 * Hears of rows while a student answers them, on the threads that compute, which wait for it: it must be quick. Rows
 * are numbered from 0 in the order of the sources. Must be safe for several threads.
 */
public interface RowListener {

    /** Waits for every row and hears nothing. */
    RowListener NONE = new RowListener() {};

    /**
     * Tells whether anyone still waits for a row; asked before every token.
     *
     * @param row its number
     * @return false to cut its output off here
     */
    default boolean isAwaited(int row) {
        return true;
    }

    /**
     * Is told what a row's answer says of the label, as soon as that is known: before anything is written where the
     * label comes first, at the end where the rationale does.
     *
     * @param row its number
     * @param labelProbabilities one a label in the task's order, summing to 1
     * @param scoredLabel name of the most probable label
     */
    default void labelled(int row, List<Double> labelProbabilities, String scoredLabel) {}

    /**
     * Is told after every token that a row has written more. Beams, which may yet change their minds, tell nothing.
     *
     * @param row its number
     * @param output what stands written and more tokens will not change, never half a character; to be asked for before
     *     this returns, or not at all, since it costs time
     */
    default void written(int row, Supplier<String> output) {}
}
