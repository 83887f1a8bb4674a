package dev.scholium.teacher;

/**
 * Spaces requests evenly, so that no minute sees more than the limit and none of it is wasted.
 *
 * <p>Requests get places on a grid that is two percent wider than the limit asks: a thread that wakes up late shifts a
 * request a little, and the margin keeps even then every minute within the limit. After a pause nothing is made up for
 * but one percent of a minute's requests.
 */
final class RateLimiter {

    private static final double MARGIN = 1.02;
    private static final double CATCH_UP_SHARE = 0.01;

    private final long periodNanos;
    private long intervalNanos;
    private long catchUpNanos;
    private long next = Long.MIN_VALUE;

    /**
     * A limiter.
     *
     * @param requests how many
     * @param periodNanos in how long, such as a minute
     */
    RateLimiter(int requests, long periodNanos) {
        this.periodNanos = periodNanos;
        limit(requests);
    }

    /** Another limit from the next place on. */
    final synchronized void limit(long requests) {
        intervalNanos = (long) (periodNanos / (double) requests * MARGIN);
        catchUpNanos = ((long) (requests * CATCH_UP_SHARE)) * intervalNanos;
    }

    /** Waits for the next place, or until all stops. */
    void acquire(StopSignal stop) {
        long now = System.nanoTime();
        stop.sleep(reserve(now) - now);
    }

    synchronized long reserve(long now) {
        long place = next == Long.MIN_VALUE ? now : Math.max(next, now - catchUpNanos);
        next = place + intervalNanos;
        return place;
    }
}
