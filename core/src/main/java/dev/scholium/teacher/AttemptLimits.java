package dev.scholium.teacher;

import java.time.Duration;
import java.util.SplittableRandom;

/** What all workers of a pool share: the turnstile, the rate, the jitter and the count of failures in a row. */
final class AttemptLimits {

    private final RetryPolicy policy;
    private final Turnstile turnstile;
    private final RateLimiter limiter;
    private final SplittableRandom jitter;
    private boolean hasAnswered;
    private int failuresInARow;

    AttemptLimits(RetryPolicy policy, TeacherConfig config, long periodNanos, SplittableRandom random) {
        this.policy = policy;
        this.turnstile = new Turnstile(policy, random.split());
        this.limiter = new RateLimiter(config.maxRequestsPerMinute(), periodNanos);
        this.jitter = random.split();
    }

    /** Waits until a request may be sent, or until all stops. */
    void await(StopSignal stop) {
        do {
            turnstile.await(stop);
            limiter.acquire(stop);
        } while (turnstile.isClosed() && !stop.isStopped());
    }

    synchronized void answered() {
        hasAnswered = true;
        failuresInARow = 0;
        turnstile.answered();
    }

    synchronized boolean hasAnswered() {
        return hasAnswered;
    }

    /** {@return whether so many requests in a row have failed that the run must stop} */
    synchronized boolean failedTooOften() {
        failuresInARow++;
        return failuresInARow >= policy.failuresInARow();
    }

    boolean refused(TeacherFault fault) {
        return turnstile.refused(fault);
    }

    int failuresAllowed() {
        return policy.failuresInARow();
    }

    synchronized Duration backOff(int attempt) {
        return policy.delay(attempt, jitter);
    }
}
