package dev.scholium.teacher;

import dev.scholium.file.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a recipe adds to the body of every request under {@code teacher.extra}. */
final class ExtraParameters {

    // what the pool counts with, prices or reads: another value would break the budget or the journal
    private static final Map<String, String> OWN_KEYS = Map.ofEntries(
            Map.entry("model", "model"),
            Map.entry("temperature", "temperature"),
            Map.entry("seed", "seed"),
            Map.entry("top_p", "top_p"),
            Map.entry("topP", "top_p"),
            Map.entry("max_tokens", "max_tokens"),
            Map.entry("max_completion_tokens", "max_tokens"),
            Map.entry("maxOutputTokens", "max_tokens"),
            Map.entry("num_predict", "max_tokens"));
    private static final List<String> NEVER =
            List.of("messages", "contents", "stream", "n", "candidateCount", "best_of", "system", "systemInstruction");

    private ExtraParameters() {}

    /**
     * Refuses what must not be laid over a request.
     *
     * @throws IllegalArgumentException if a key has a setting of its own, or would change what is asked or counted
     */
    static void check(Map<?, ?> extra) {
        extra.forEach((key, value) -> {
            String own = OWN_KEYS.get(String.valueOf(key));
            if (own != null) {
                throw new IllegalArgumentException(
                        "extra must not hold " + key + ", which has a key of its own: teacher." + own);
            }
            if (NEVER.contains(String.valueOf(key))) {
                throw new IllegalArgumentException(
                        "extra must not hold " + key + ", which would change what is asked, or how often");
            }
            if (value instanceof Map<?, ?> inner) {
                check(inner);
            }
        });
    }

    /** Lays the parameters over a request's body: maps key by key, everything else replaced. */
    static String layOver(String body, Map<String, Object> extra) {
        if (extra.isEmpty()) {
            return body;
        }
        ObjectNode tree = (ObjectNode) Json.mapper().readTree(body);
        layOver(tree, (ObjectNode) Json.mapper().valueToTree(extra));
        return Json.line(tree);
    }

    private static void layOver(ObjectNode below, ObjectNode above) {
        above.properties().forEach(entry -> {
            JsonNode there = below.get(entry.getKey());
            if (there instanceof ObjectNode inner && entry.getValue() instanceof ObjectNode values) {
                layOver(inner, values);
            } else {
                below.set(entry.getKey(), entry.getValue());
            }
        });
    }

    /** The same parameters with all keys in alphabetical order, so that equal ones are equal as text. */
    static @Nullable Object canonical(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((key, inner) -> sorted.put(String.valueOf(key), canonical(inner)));
            return sorted;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ExtraParameters::canonical).toList();
        }
        return value;
    }
}
