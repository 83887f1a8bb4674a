package dev.scholium.augment.rows;

import dev.scholium.teacher.price.Usd;
import org.jspecify.annotations.Nullable;

/**
 * When there are enough new rows.
 *
 * @param rows how many at most; 0 for no limit
 * @param costUsd once the requests behind the rows have cost so many USD, no further row is tried; null for no limit
 */
public record RowLimits(int rows, @Nullable Double costUsd) {

    /** As many as there can be. */
    public static final RowLimits NONE = new RowLimits(0, null);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a limit is negative, or the cost 0
     */
    public RowLimits {
        if (rows < 0) {
            throw new IllegalArgumentException("rows must be at least 0 (0: no limit), but is " + rows);
        }
        if (costUsd != null && !(costUsd > 0)) {
            throw new IllegalArgumentException("cost_usd must be more than 0, but is " + costUsd);
        }
    }

    /** {@return whether there is any} */
    boolean isLimited() {
        return rows > 0 || costUsd != null;
    }

    boolean isReached(long made, @Nullable Usd cost) {
        boolean costs = costUsd != null && cost != null && cost.compareTo(Usd.of(costUsd)) >= 0;
        return costs || (rows > 0 && made >= rows);
    }

    /**
     * How many rows to ask about at once, so that no more is asked than can be needed.
     *
     * @param perRow new rows wished for each
     * @param made new rows so far
     * @param parents rows that were tried so far
     * @param cost of those
     * @param cautious rows to begin with where a cost is a limit and nothing is known yet
     * @return as many as are missing if all succeed, and as the money left pays for if they cost as those before; at
     *     least 1
     */
    int blockSize(int perRow, long made, long parents, @Nullable Usd cost, int cautious) {
        long size = Integer.MAX_VALUE;
        if (rows > 0) {
            size = (rows - made + perRow - 1) / perRow;
        }
        if (costUsd != null) {
            double each = parents == 0 || cost == null ? 0 : cost.dollars() / parents;
            double spent = cost == null ? 0 : cost.dollars();
            size = Math.min(size, each > 0 ? (long) ((costUsd - spent) / each) : cautious);
        }
        return (int) Math.max(1, size);
    }
}
