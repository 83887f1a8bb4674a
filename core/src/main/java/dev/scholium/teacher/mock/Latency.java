package dev.scholium.teacher.mock;

import java.time.Duration;
import java.util.SplittableRandom;

/** How long the mock teacher thinks before it answers. */
sealed interface Latency {

    /** No time at all. */
    Latency NONE = new Constant(Duration.ZERO);

    /**
     * How long it thinks about one request.
     *
     * @param random decides
     * @return the time, at least 0
     */
    Duration draw(SplittableRandom random);

    /**
     * Always the same.
     *
     * @param duration how long
     */
    record Constant(Duration duration) implements Latency {
        @Override
        public Duration draw(SplittableRandom random) {
            return duration;
        }
    }

    /**
     * Every time between two is as likely.
     *
     * @param least the shortest
     * @param most the longest
     */
    record Uniform(Duration least, Duration most) implements Latency {
        @Override
        public Duration draw(SplittableRandom random) {
            return least.plusNanos(
                    (long) (random.nextDouble() * most.minus(least).toNanos()));
        }
    }

    /**
     * Its logarithm is normally distributed: mostly near the median, now and then far longer, as servers are.
     *
     * @param median half of all times are shorter
     * @param sigma standard deviation of the natural logarithm
     */
    record LogNormal(Duration median, double sigma) implements Latency {
        @Override
        public Duration draw(SplittableRandom random) {
            return Duration.ofNanos((long) (median.toNanos() * Math.exp(sigma * random.nextGaussian())));
        }
    }
}
