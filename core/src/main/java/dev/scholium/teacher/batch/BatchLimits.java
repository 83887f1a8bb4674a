package dev.scholium.teacher.batch;

/**
 * How large one batch job may be.
 *
 * @param lines requests in it, at least 1
 * @param bytes size of all its requests as they are sent, at least 1; a single larger request is a job of its own
 */
public record BatchLimits(int lines, long bytes) {

    /**
     * Checks the ranges given above.
     *
     * @throws IllegalArgumentException if a limit is below 1
     */
    public BatchLimits {
        if (lines < 1 || bytes < 1) {
            throw new IllegalArgumentException(
                    "a batch job must have room for a line and a byte, but has room for " + lines + " and " + bytes);
        }
    }

    /**
     * The stricter of two limits, each.
     *
     * @param other limits
     * @return limits within both
     */
    BatchLimits within(BatchLimits other) {
        return new BatchLimits(Math.min(lines, other.lines), Math.min(bytes, other.bytes));
    }
}
