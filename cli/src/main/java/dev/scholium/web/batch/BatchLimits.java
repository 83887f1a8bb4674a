package dev.scholium.web.batch;

import java.time.Duration;

/**
 * How questions are gathered.
 *
 * @param batchSize rows a batch, at least 1
 * @param waiting questions that may wait, at least 1; more are refused
 * @param gather how long after a batch the next one waits for as many questions, at least; zero for not at all
 */
public record BatchLimits(int batchSize, int waiting, Duration gather) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is below its least
     */
    public BatchLimits {
        if (batchSize < 1 || waiting < 1 || gather.isNegative()) {
            throw new IllegalArgumentException("batch_size and waiting must be at least 1, gather not negative");
        }
    }

    /** The longer of the two, or zero for not at all. */
    long gatherNanos(long orNanos) {
        return gather.isZero() ? 0 : Math.max(gather.toNanos(), orNanos);
    }
}
