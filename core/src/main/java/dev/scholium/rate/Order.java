package dev.scholium.rate;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded orders. */
final class Order {

    private Order() {}

    /** Shuffles in place (Fisher and Yates). */
    static void shuffle(List<?> list, SplittableRandom random) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
    }
}
