package dev.scholium.browse;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Gathers by facet and value which rows have it, as one bit a row. */
final class Facets {

    /** More values than this are no filter; such a facet is left out. */
    static final int MOST_VALUES = 200;

    private final Map<String, Map<String, BitSet>> rows = new LinkedHashMap<>();
    private final Set<String> tooMany = new LinkedHashSet<>();

    /** Notes that a row has a value. */
    void add(String facet, String value, int row) {
        if (tooMany.contains(facet)) {
            return;
        }
        Map<String, BitSet> values = rows.computeIfAbsent(facet, key -> new TreeMap<>());
        values.computeIfAbsent(value, key -> new BitSet()).set(row);
        if (values.size() > MOST_VALUES) {
            rows.remove(facet);
            tooMany.add(facet);
        }
    }

    /** Puts a facet that was computed of others; an empty value is left out. */
    void put(String facet, String value, BitSet of) {
        if (!of.isEmpty()) {
            rows.computeIfAbsent(facet, key -> new LinkedHashMap<>()).put(value, of);
        }
    }

    /** {@return rows by value of a facet; none where there is no such facet} */
    Map<String, BitSet> of(String facet) {
        return rows.getOrDefault(facet, Map.of());
    }

    /** {@return rows by facet and value} */
    Map<String, Map<String, BitSet>> all() {
        return rows;
    }

    /** {@return facets left out because they have too many values} */
    Set<String> tooMany() {
        return tooMany;
    }
}
