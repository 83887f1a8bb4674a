package dev.scholium.pilot;

import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.evaluate.WilsonInterval;

/**
 * How often something happened.
 *
 * @param count how often
 * @param of out of how many rows, at least 1
 * @param share the one by the other, in {@code [0, 1]}
 * @param ci Wilson's interval of the share
 */
public record Rate(long count, long of, double share, ConfidenceInterval ci) {

    /**
     * A rate with its interval.
     *
     * @param count how often, from 0 to {@code of}
     * @param of out of how many rows, at least 1
     * @return the rate
     */
    public static Rate of(long count, long of) {
        return new Rate(count, of, (double) count / of, WilsonInterval.of(count, of, ConfidenceInterval.LEVEL));
    }
}
