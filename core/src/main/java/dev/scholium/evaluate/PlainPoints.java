package dev.scholium.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The points of a sweep that may be baselines: those that learn labels only and, where there are such, no new rows.
 * Which they are does not depend on what is done.
 *
 * @param likeness of all points by name, controls left out: those with an equal one have student and data in common
 * @param names of those that may be baselines
 */
record PlainPoints(Map<String, String> likeness, Set<String> names) {

    /** Copies and keeps the order. */
    PlainPoints {
        likeness = Collections.unmodifiableMap(new LinkedHashMap<>(likeness));
        names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    /**
     * Finds them.
     *
     * @param seeds the trials of each point of the sweep, at least one
     * @return those that may be baselines
     */
    static PlainPoints of(Map<String, List<SweepRow>> seeds) {
        Map<String, String> likeness = new LinkedHashMap<>();
        Set<String> labelsOnly = new LinkedHashSet<>();
        Set<String> plain = new LinkedHashSet<>();
        seeds.forEach((name, rows) -> {
            SweepRow first = rows.get(0);
            if (!first.isControl()) {
                likeness.put(name, first.likeness());
                if (first.labelsOnly()) {
                    labelsOnly.add(name);
                    if (!first.learnsNewRows()) {
                        plain.add(name);
                    }
                }
            }
        });
        return new PlainPoints(likeness, plain.isEmpty() ? labelsOnly : plain);
    }

    /** Those that are like a point; none where the sweep has none. */
    Set<String> like(String point) {
        String wanted = likeness.getOrDefault(point, "");
        return names.stream()
                .filter(name -> likeness.getOrDefault(name, "").equals(wanted))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** {@return those that may be baselines, in groups that are like each other} */
    List<Set<String>> alike() {
        return names.stream().map(this::like).distinct().toList();
    }
}
