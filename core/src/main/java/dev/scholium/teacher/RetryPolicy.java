package dev.scholium.teacher;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before asking again, and when to give up.
 *
 * @param firstDelay wait after the first fault; doubles with each further one
 * @param longestDelay no wait of ours is longer; what a server asks for may be
 * @param rateLimitPatience how long a server may answer nothing but "too many requests" before the run stops
 * @param failuresInARow after so many requests in a row that failed for good, the run stops
 */
public record RetryPolicy(Duration firstDelay, Duration longestDelay, Duration rateLimitPatience, int failuresInARow) {

    /** {@return half a second to 30 seconds, ten minutes of patience, 20 failures in a row} */
    public static RetryPolicy defaults() {
        return new RetryPolicy(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(10), 20);
    }

    /**
     * The policy for a teacher: the defaults, with its own patience.
     *
     * @param config whose {@code max_wait} counts
     * @return the policy
     */
    public static RetryPolicy of(TeacherConfig config) {
        RetryPolicy defaults = defaults();
        return new RetryPolicy(
                defaults.firstDelay,
                defaults.longestDelay,
                Duration.ofNanos((long) (config.maxWait() * 1e9)),
                defaults.failuresInARow);
    }

    /**
     * Exponential back-off with jitter, so that workers that failed together do not come back together.
     *
     * @param attempt attempts so far, from 1
     * @param random draws the jitter
     * @return between half and all of {@code firstDelay * 2^(attempt - 1)}, at most {@code longestDelay}
     */
    Duration delay(int attempt, RandomGenerator random) {
        double nanos = (double) firstDelay.toNanos() * Math.pow(2, Math.min(attempt - 1, 40));
        double capped = Math.min(nanos, (double) longestDelay.toNanos());
        return Duration.ofNanos((long) (capped * (0.5 + 0.5 * random.nextDouble())));
    }
}
