package dev.scholium.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * How many of some rows have a property.
 *
 * @param count rows that have it
 * @param rows out of how many
 * @param share {@code count / rows}; null without rows
 * @param ci Wilson's 95 % interval of the share; null without rows
 */
public record Share(
        long count,
        long rows,
        @Nullable Double share,
        @Nullable ConfidenceInterval ci) {

    /**
     * A share with its interval.
     *
     * @param count rows that have the property, from 0 to {@code rows}
     * @param rows out of how many
     * @return the share
     * @throws IllegalArgumentException if {@code count} is out of range
     */
    public static Share of(long count, long rows) {
        return rows == 0 && count == 0
                ? new Share(0, 0, null, null)
                : new Share(
                        count, rows, (double) count / rows, WilsonInterval.of(count, rows, ConfidenceInterval.LEVEL));
    }
}
