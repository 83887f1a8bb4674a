package dev.scholium.teacher.batch;

import java.time.Duration;

/**
 * How batch jobs are made and waited for.
 *
 * @param limits how large a job may be, where the provider would allow more
 * @param firstPoll time between the first two looks at the jobs; it grows with each further one
 * @param longestPoll longest time between two looks
 * @param settling how long after a submission whose outcome is unknown the provider's list is believed to be complete
 * @param waits whether to wait until all jobs have ended; otherwise asking ends when they are submitted
 */
public record BatchPolicy(
        BatchLimits limits, Duration firstPoll, Duration longestPoll, Duration settling, boolean waits) {

    private static final double GROWTH = 1.5;

    /** {@return jobs as large as providers allow, looked at every five seconds to a minute, waited for} */
    public static BatchPolicy defaults() {
        return new BatchPolicy(
                new BatchLimits(Integer.MAX_VALUE, Long.MAX_VALUE),
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                true);
    }

    /** {@return the same, but asking ends when all jobs are submitted} */
    public BatchPolicy withoutWaiting() {
        return new BatchPolicy(limits, firstPoll, longestPoll, settling, false);
    }

    /**
     * Time until the next look.
     *
     * @param looks looks so far, from 1
     * @return between {@code firstPoll} and {@code longestPoll}
     */
    Duration delay(int looks) {
        double nanos = (double) firstPoll.toNanos() * Math.pow(GROWTH, Math.min(looks - 1, 40));
        return Duration.ofNanos((long) Math.min(nanos, (double) longestPoll.toNanos()));
    }
}
