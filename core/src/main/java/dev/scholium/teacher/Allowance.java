package dev.scholium.teacher;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a server allows of one thing, requests or tokens, in a window whose length it does not name.
 *
 * <p>Servers count in two ways. A bucket fills steadily, and its reset says when it will be full, so that {@code reset
 * * limit / (limit - remaining)} is the window's length. A fixed window begins anew, and its reset says when. Both
 * reset within the window: a reset of more than a minute shows a longer one. A limit for a day (Groq's requests,
 * OpenAI's for new accounts) says nothing of a minute; it is used as fast as the others allow, until nothing is left.
 *
 * @param limit how many; absent if it did not say
 * @param remaining how many are left; absent if it did not say
 * @param reset how long until it is as before; nothing if it did not say
 * @see <a href="https://console.groq.com/docs/rate-limits">Groq: requests a day, tokens a minute</a>
 */
record Allowance(OptionalLong limit, OptionalLong remaining, Duration reset) {

    private static final double MINUTE = 60;

    /** Seconds of the windows besides a minute that servers are known to have: a second, an hour, a day. */
    private static final double[] OTHERS = {1, 3600, 86_400};

    /** A reset that is rounded up or late by a little shows no longer window. */
    private static final double LONGEST_RESET = MINUTE + 2;

    /** A bucket's length is as exact as this, beside the rounding of its reset. */
    private static final double TOLERANCE = 0.02;

    /**
     * {@return how many are allowed a minute; absent if that was not said, or the window is longer than a minute}
     *
     * <p>A reset that suits a bucket of a minute, or no known bucket, speaks for a minute: most servers mean one.
     */
    OptionalLong perMinute() {
        if (limit.isEmpty() || seconds() > LONGEST_RESET) {
            return OptionalLong.empty();
        }
        double window = window();
        return window > MINUTE ? OptionalLong.empty() : OptionalLong.of((long) (limit.getAsLong() * MINUTE / window));
    }

    /**
     * {@return how long nothing should be asked, because nothing is left}
     *
     * <p>At most a minute is waited for a reset: a window is over by then. Longer ones may be buckets, which have room
     * for one again long before they are full; whoever then refuses says so, and for how long.
     */
    Duration exhaustedFor() {
        if (remaining.isEmpty() || remaining.getAsLong() > 0) {
            return Duration.ZERO;
        }
        if (seconds() <= LONGEST_RESET) {
            return reset;
        }
        double forOne = limit.isEmpty() || limit.getAsLong() == 0 ? MINUTE : seconds() / limit.getAsLong();
        return Duration.ofNanos((long) (Math.max(MINUTE, forOne) * 1e9));
    }

    private double seconds() {
        return reset.toNanos() / 1e9;
    }

    /** The window's length in seconds. */
    private double window() {
        long used = remaining.isEmpty() ? 0 : limit.getAsLong() - remaining.getAsLong();
        if (used <= 0 || reset.isZero()) {
            return MINUTE;
        }
        double scale = (double) limit.getAsLong() / used;
        double bucket = seconds() * scale;
        if (Math.abs(bucket - MINUTE) <= TOLERANCE * MINUTE + rounding() * scale) {
            return MINUTE;
        }
        for (double other : OTHERS) {
            if (Math.abs(bucket - other) <= TOLERANCE * other) {
                return other;
            }
        }
        return MINUTE;
    }

    /** By how many seconds the reset may be rounded: the unit of its last digit. */
    private double rounding() {
        long millis = reset.toMillis();
        return millis % 1000 == 0 ? 1 : 0.001;
    }
}
