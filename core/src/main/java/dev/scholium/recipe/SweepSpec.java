package dev.scholium.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The section {@code sweep} of a recipe: which settings are crossed, and how the trials are carried out.
 *
 * @param cross values by the recipe's dotted keys; every combination is a point
 * @param points further points, each with its values by dotted keys
 * @param order in which trials are begun
 * @param first partial points; trials that match an earlier one are begun earlier, whatever the order
 * @param parallel trials at a time, at least 1
 * @param threads processor threads of each trial; 0 for the machine's cores divided by {@code parallel}
 * @param attempts how often a trial that fails is begun in one session, at least 1
 * @param choosePer keys for each of whose values a point is chosen; empty to choose one of all
 * @param halving which points are given up early; null for none
 */
public record SweepSpec(
        Map<String, List<JsonNode>> cross,
        List<Map<String, JsonNode>> points,
        Order order,
        List<Map<String, JsonNode>> first,
        int parallel,
        int threads,
        int attempts,
        List<String> choosePer,
        @Nullable HalvingSpec halving) {

    /** The order in which trials are begun. */
    public enum Order {
        /** All points with the first seed, then all with the second: a stopped sweep has whole comparisons. */
        SEEDS,
        /** All seeds of the first point, then all of the second. */
        POINTS,
        /** By the trials' hashes: no order that follows any setting, and always the same one. */
        SHUFFLED;

        /**
         * Reads an order's word.
         *
         * @param word {@code seeds}, {@code points} or {@code shuffled}
         * @return the order
         * @throws IllegalArgumentException if it is another word
         */
        @JsonCreator
        public static Order of(String word) {
            for (Order order : values()) {
                if (order.word().equals(word)) {
                    return order;
                }
            }
            throw new IllegalArgumentException(
                    "order must be one of [seeds, points, shuffled], but is \"" + word + "\"");
        }

        /** {@return the word in recipes} */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there is no point, a key without values, or a number out of range
     */
    public SweepSpec {
        cross = Collections.unmodifiableMap(new LinkedHashMap<>(cross)); // in order: it is the order of the points
        points = List.copyOf(points);
        first = List.copyOf(first);
        choosePer = List.copyOf(choosePer);
        if (cross.isEmpty() && points.isEmpty()) {
            throw new IllegalArgumentException("a sweep needs cross or points, but has neither");
        }
        cross.forEach((key, values) -> {
            if (values.isEmpty()) {
                throw new IllegalArgumentException("cross." + key + " must hold at least one value, but holds none");
            }
        });
        atLeast("parallel", 1, parallel);
        atLeast("threads", 0, threads);
        atLeast("attempts", 1, attempts);
    }

    private static void atLeast(String key, int least, int value) {
        if (value < least) {
            throw new IllegalArgumentException(key + " must be at least " + least + ", but is " + value);
        }
    }

    /**
     * How many processor threads each trial gets.
     *
     * @param cores of the machine
     * @return at least 1
     */
    public int threadsPerTrial(int cores) {
        return threads > 0 ? threads : Math.max(1, cores / parallel);
    }
}
