package dev.scholium.browse;

import java.util.List;

/**
 * A filter as it stands beside a page of rows.
 *
 * @param name of the facet
 * @param values in order
 */
public record FacetCount(String name, List<Value> values) {

    /** Copies. */
    public FacetCount {
        values = List.copyOf(values);
    }

    /**
     * A value.
     *
     * @param value its name
     * @param rows how many rows would be left, or be added, by choosing it
     * @param chosen whether it is chosen
     */
    public record Value(String value, int rows, boolean chosen) {}
}
