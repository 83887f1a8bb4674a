package dev.scholium.evaluate;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Some rows of a split that have something in common. A row may be in several slices of one cut: it may have several
 * tags.
 *
 * @param by what the split was cut by
 * @param name what its rows have in common
 * @param uids its rows, at least one
 */
public record Slice(String by, String name, Set<String> uids) {

    /** Copies and keeps the order. */
    public Slice {
        uids = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(uids));
    }
}
