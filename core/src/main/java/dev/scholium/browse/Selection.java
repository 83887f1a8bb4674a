package dev.scholium.browse;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rows a reader wants to see.
 *
 * @param text words that must all occur, in fields or rationales; what stands in quotes must occur together; blank for
 *     all rows
 * @param values chosen values by facet. A row must satisfy every facet; within one it needs any of the values where
 *     rows have one each ({@code label}), all of them where a row may have several ({@code check})
 */
public record Selection(String text, Map<String, List<String>> values) {

    /** A search for more characters than this is cut. */
    public static final int MOST_CHARACTERS = 500;

    /** Copies, keeps the order, and cuts what is too long to be a search. */
    public Selection {
        text = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((facet, chosen) -> {
            if (!chosen.isEmpty()) {
                copy.put(facet, List.copyOf(chosen));
            }
        });
        values = Collections.unmodifiableMap(copy);
    }

    /** {@return a selection of all rows} */
    public static Selection all() {
        return new Selection("", Map.of());
    }

    /**
     * The chosen values of a facet.
     *
     * @param facet its name
     * @return the values; none where the facet is left open
     */
    public List<String> of(String facet) {
        return values.getOrDefault(facet, List.of());
    }
}
