package dev.scholium.teacher;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Holds all workers back for as long as the server asks, once it has answered "too many requests". */
final class Turnstile {

    private final RetryPolicy policy;
    private final RandomGenerator random;
    private long opensAt = System.nanoTime();
    private long refusedSince;
    private int refusals;

    Turnstile(RetryPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /** Waits while closed, or until all stops. */
    void await(StopSignal stop) {
        long wait = nanosUntilOpen();
        while (wait > 0 && !stop.isStopped()) {
            stop.sleep(wait);
            wait = nanosUntilOpen();
        }
    }

    boolean isClosed() {
        return nanosUntilOpen() > 0;
    }

    private synchronized long nanosUntilOpen() {
        return opensAt - System.nanoTime();
    }

    /** Closes for a while, without patience being lost: the server said beforehand that nothing is left. */
    synchronized void closeFor(Duration wait) {
        long longest = policy.rateLimitPatience().toNanos();
        opensAt = Math.max(opensAt, System.nanoTime() + Math.min(wait.toNanos(), longest));
    }

    /** The server answers again. */
    synchronized void answered() {
        refusals = 0;
    }

    /**
     * The server refused; closes for as long as it asked, or for a growing while.
     *
     * @return whether patience lasts; if not, the run must stop
     */
    synchronized boolean refused(TeacherFault fault) {
        long now = System.nanoTime();
        if (refusals == 0) {
            refusedSince = now;
        }
        if (fault.retryAfter().isPresent()) {
            Duration asked = fault.retryAfter().get();
            // a little later than asked, for servers that round down
            opensAt = Math.max(opensAt, now + asked.toNanos() + 1_000_000L);
            refusals = Math.max(refusals, 1);
        } else if (opensAt <= now) {
            refusals++; // refusals of what was sent together count once
            opensAt = now + policy.delay(refusals, random).toNanos();
        }
        return opensAt - refusedSince <= policy.rateLimitPatience().toNanos();
    }
}
