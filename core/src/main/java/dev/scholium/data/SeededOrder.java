package dev.scholium.data;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Orders that a seed decides: the same on every machine and every version of Java. */
public final class SeededOrder {

    private SeededOrder() {}

    /**
     * Shuffles in place.
     *
     * @param list any; {@link java.util.Arrays#asList} makes one of an array
     * @param random draws one number for each place but the first
     * @see <a href="https://www-cs-faculty.stanford.edu/~knuth/taocp.html">Fisher and Yates, as in Knuth, The Art of
     *     Computer Programming 2, algorithm P</a>
     */
    public static void shuffle(List<?> list, RandomGenerator random) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
    }
}
