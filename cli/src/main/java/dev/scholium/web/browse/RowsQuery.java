package dev.scholium.web.browse;

import dev.scholium.browse.Selection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A selection and a page of it as the query of a link, and back: {@code q=red+kite&label=neutral&page=2}.
 *
 * @param selection which rows
 * @param page its number, at least 1
 */
record RowsQuery(Selection selection, int page) {

    private static final String TEXT = "q";
    private static final String PAGE = "page";

    /**
     * Reads a query; what is no facet is passed over.
     *
     * @param parameters values by name
     * @param facets names that are facets
     */
    static RowsQuery of(Map<String, List<String>> parameters, Set<String> facets) {
        Map<String, List<String>> chosen = new LinkedHashMap<>();
        parameters.forEach((name, values) -> {
            if (facets.contains(name)) {
                chosen.put(name, values.stream().distinct().toList());
            }
        });
        return new RowsQuery(new Selection(first(parameters, TEXT), chosen), number(first(parameters, PAGE)));
    }

    private static String first(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    /** A page that is none is the first one: a link that somebody has cut short still leads somewhere. */
    private static int number(String text) {
        try {
            return Math.max(1, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    RowsQuery onPage(int number) {
        return new RowsQuery(selection, number);
    }

    /** {@return the same, on its first page, without one chosen value} */
    RowsQuery without(String facet, String value) {
        Map<String, List<String>> left = new LinkedHashMap<>(selection.values());
        left.put(
                facet,
                selection.of(facet).stream().filter(one -> !one.equals(value)).toList());
        return new RowsQuery(new Selection(selection.text(), left), 1);
    }

    /** {@return the same, on its first page, without words} */
    RowsQuery withoutText() {
        return new RowsQuery(new Selection("", selection.values()), 1);
    }

    /** {@return the link to this page of rows} */
    String link() {
        String text = text(page);
        return text.isEmpty() ? "/" : "/?" + text;
    }

    /** {@return the link to a row, from which one steps within this selection} */
    String link(String split, String uid) {
        String text = text(1);
        return "/row?in=" + encoded(split) + "&uid=" + encoded(uid) + (text.isEmpty() ? "" : "&" + text);
    }

    private String text(int number) {
        List<String> parts = new ArrayList<>();
        if (!selection.text().isBlank()) {
            parts.add(TEXT + "=" + encoded(selection.text()));
        }
        selection
                .values()
                .forEach((facet, values) -> values.forEach(value -> parts.add(encoded(facet) + "=" + encoded(value))));
        if (number > 1) {
            parts.add(PAGE + "=" + number);
        }
        return String.join("&", parts);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
