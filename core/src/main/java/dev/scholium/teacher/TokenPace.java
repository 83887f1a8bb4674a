package dev.scholium.teacher;

/**
 * Spreads requests evenly over time by their tokens: each gets a place so long after the one before as that one's
 * tokens take at the allowed rate.
 *
 * <p>What a request may take at most is counted until its reply says what it took; those that follow make up for the
 * difference.
 */
final class TokenPace {

    /** A little less than the limit, so that the window behind it hardly ever has to hold anybody back. */
    private static final double MARGIN = 1.02;

    private final double periodNanos;
    private double limit;
    private double last = Double.NEGATIVE_INFINITY;
    private double gap; // after the last place
    private double credit; // nanoseconds that earlier requests left over; below 0 if they took more

    TokenPace(long tokens, long periodNanos) {
        this.limit = tokens;
        this.periodNanos = periodNanos * MARGIN;
    }

    /** Another limit from now on. */
    synchronized void limit(long tokens) {
        limit = tokens;
    }

    /**
     * Takes the next place.
     *
     * @param now nanoseconds of a clock that never goes back
     * @param tokens what the request may take at most
     * @return when it may be sent, not before now
     */
    synchronized long reserve(long now, long tokens) {
        double wait = gap - credit;
        credit = Math.max(0, credit - gap);
        last = Math.max((double) now, last + Math.max(0, wait));
        gap = tokens * periodNanos / limit;
        return (long) last;
    }

    /** Gives back what a request did not take. */
    synchronized void giveBack(long tokens) {
        credit = Math.min(credit + tokens * periodNanos / limit, periodNanos);
    }
}
