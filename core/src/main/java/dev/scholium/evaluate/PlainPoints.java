package dev.scholium.evaluate;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The points of a sweep that may be baselines: those that learn labels only and, where there are such, no new rows.
 *
 * @param points settings of all points by name, controls left out
 * @param names of those that may be baselines
 * @param keys settings in which a baseline must be like the point that is compared with it
 */
record PlainPoints(Map<String, Map<String, JsonNode>> points, Set<String> names, Set<String> keys) {

    private static final String RATIONALES = "rationales";
    private static final String AUGMENTATION = "augmentation";
    private static final List<String> OF_STUDENT_AND_DATA = List.of("student.", "data.");

    /** Copies and keeps the order. */
    PlainPoints {
        points = Collections.unmodifiableMap(new LinkedHashMap<>(points));
        names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
        keys = Collections.unmodifiableSet(new LinkedHashSet<>(keys));
    }

    /**
     * Finds them.
     *
     * @param seeds the trials of each point, at least one
     * @param choosePer keys for each of whose values a point is chosen
     * @return those that may be baselines
     */
    static PlainPoints of(Map<String, List<SweepRow>> seeds, Collection<String> choosePer) {
        Map<String, Map<String, JsonNode>> points = new LinkedHashMap<>();
        Set<String> labelsOnly = new LinkedHashSet<>();
        seeds.forEach((name, rows) -> {
            SweepRow first = rows.get(0);
            if (!first.isControl()) {
                points.put(name, first.settings());
                if (first.labelsOnly()) {
                    labelsOnly.add(name);
                }
            }
        });
        Set<String> plain = labelsOnly.stream()
                .filter(name -> isNone(points.getOrDefault(name, Map.of()).get(AUGMENTATION)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> names = plain.isEmpty() ? labelsOnly : plain;
        Set<String> keys = names.stream()
                .flatMap(name -> points.getOrDefault(name, Map.of()).keySet().stream())
                .filter(key ->
                        choosePer.contains(key) || OF_STUDENT_AND_DATA.stream().anyMatch(key::startsWith))
                .filter(key -> !key.equals(RATIONALES) && !key.equals(AUGMENTATION))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new PlainPoints(points, names, keys);
    }

    private static boolean isNone(@Nullable JsonNode value) {
        return value == null || value.isNull() || List.of("", "none").contains(value.asString(""));
    }

    /** Those that are like a point; all where none is. */
    Set<String> like(String point) {
        Map<String, JsonNode> wanted = points.getOrDefault(point, Map.of());
        Set<String> like = names.stream()
                .filter(name -> keys.stream()
                        .allMatch(key -> String.valueOf(
                                        points.getOrDefault(name, Map.of()).get(key))
                                .equals(String.valueOf(wanted.get(key)))))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return like.isEmpty() ? names : like;
    }
}
