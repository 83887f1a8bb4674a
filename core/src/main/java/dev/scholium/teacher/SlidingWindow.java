package dev.scholium.teacher;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was let through in the last minute: however late threads wake up, no minute sees more than the limit.
 *
 * <p>A single request that is larger than the limit passes when nothing else is in the window. Not safe for several
 * threads.
 */
final class SlidingWindow {

    /**
     * On the way to the server a request may be held up by more than one that follows it: the window is longer than a
     * minute by the 0.9 seconds by which their ways may differ.
     */
    private static final double MARGIN = 1.015;

    private final long periodNanos;
    private final Deque<Passed> passed = new ArrayDeque<>();
    private long limit;
    private long sum;

    SlidingWindow(long limit, long periodNanos) {
        this.limit = limit;
        this.periodNanos = (long) (periodNanos * MARGIN);
    }

    /** One request that was let through. */
    static final class Passed {
        private final long time;
        private long size;
        private boolean counted = true;

        private Passed(long time, long size) {
            this.time = time;
            this.size = size;
        }

        /** {@return what it counts} */
        long size() {
            return size;
        }
    }

    void limit(long lower) {
        limit = lower;
    }

    /**
     * How long a request must still wait.
     *
     * @param now nanoseconds of a clock that never goes back
     * @param size what it counts, at least 1
     * @return nanoseconds; 0 if it may pass
     */
    long nanosUntilRoom(long now, long size) {
        while (!passed.isEmpty() && passed.peek().time + periodNanos <= now) {
            forgetOldest();
        }
        long excess = sum + size - limit;
        for (Passed each : passed) {
            if (excess <= 0) {
                break;
            }
            excess -= each.size;
            if (excess <= 0 || each == passed.peekLast()) {
                return each.time + periodNanos - now;
            }
        }
        return 0;
    }

    private void forgetOldest() {
        Passed oldest = passed.remove();
        oldest.counted = false;
        sum -= oldest.size;
    }

    /** Lets a request through. */
    Passed pass(long now, long size) {
        Passed each = new Passed(now, size);
        passed.add(each);
        sum += size;
        return each;
    }

    /** Corrects what a request counts. */
    void settle(Passed each, long size) {
        if (each.counted) {
            sum += size - each.size;
        }
        each.size = size;
    }
}
