package dev.scholium.pilot;

import java.util.List;

/**
 * What a pilot asks.
 *
 * @param prompts sources of rationales of the recipe, built-in templates, or template files; empty for all the recipe's
 *     sources that a teacher writes
 * @param rows how many rows, at least 2
 * @param seed of the sample and of the intervals
 * @param shown how many rows are shown with every template's reply, at least 0
 */
public record PilotPlan(List<String> prompts, int rows, long seed, int shown) {

    /**
     * Copies, and checks the counts.
     *
     * @throws IllegalArgumentException if there are too few rows to say anything, or a negative count
     */
    public PilotPlan {
        prompts = List.copyOf(prompts);
        if (rows < 2) {
            throw new IllegalArgumentException("a pilot needs at least 2 rows, but has " + rows);
        }
        if (shown < 0) {
            throw new IllegalArgumentException("the rows that are shown must be at least 0, but are " + shown);
        }
    }
}
