package dev.scholium.web.browse;

import dev.scholium.browse.FacetCount;
import dev.scholium.browse.FacetName;
import dev.scholium.browse.IndexedAnswer;
import dev.scholium.browse.IndexedRationale;
import dev.scholium.browse.IndexedRow;
import dev.scholium.browse.RowPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A page of rows with its filters.
 *
 * @param places what is read
 * @param query which rows, and which page of them
 * @param rows the page
 * @param facets the filters
 * @param notes what readers should know
 */
record RowsPage(Places places, RowsQuery query, RowPage rows, List<FacetCount> facets, List<String> notes) {

    /** Something chosen, and the link to the same without it. */
    record Chosen(String text, String without) {}

    /** {@return how many rows there are, and which of them this page shows} */
    String count() {
        if (rows.total() == 0) {
            return "No rows.";
        }
        int from = (rows.number() - 1) * RowPage.SIZE + 1;
        return "Rows " + from + " to " + (from + rows.rows().size() - 1) + " of " + rows.total() + ".";
    }

    List<Chosen> chosen() {
        List<Chosen> chosen = new ArrayList<>();
        if (!query.selection().text().isBlank()) {
            chosen.add(new Chosen(
                    "words: " + query.selection().text(), query.withoutText().link()));
        }
        query.selection()
                .values()
                .forEach((facet, values) -> values.forEach(value -> chosen.add(new Chosen(
                        title(facet) + ": " + value, query.without(facet, value).link()))));
        return chosen;
    }

    static String title(String facet) {
        return facet.startsWith(FacetName.BY) ? facet.substring(FacetName.BY.length()) : facet;
    }

    static boolean isOpen(FacetCount facet) {
        return facet.values().stream().anyMatch(FacetCount.Value::chosen);
    }

    String link(IndexedRow row) {
        return query.link(row.split(), row.uid());
    }

    /** {@return what was said of a row, in a few words each} */
    static List<String> said(IndexedRow row) {
        List<String> said = new ArrayList<>();
        long taken = row.rationales().stream().filter(one -> !one.rejected()).count();
        if (taken > 0) {
            said.add(taken == 1 ? "1 rationale" : taken + " rationales");
        }
        for (IndexedRationale rationale : row.rationales()) {
            if (rationale.rejected()) {
                said.add(rationale.source() + " rejected: " + rationale.reason());
            } else if (!rationale.findings().isEmpty()) {
                said.add(rationale.source() + " flagged: " + String.join(", ", rationale.findings()));
            }
        }
        return said;
    }

    /** {@return how many systems said each label, those that had the row right first} */
    static List<Answers> answers(IndexedRow row) {
        Map<String, Integer> byLabel = new TreeMap<>();
        for (IndexedAnswer answer : row.answers()) {
            byLabel.merge(answer.label().isEmpty() ? "malformed" : answer.label(), 1, Integer::sum);
        }
        Map<String, Integer> ordered = new LinkedHashMap<>();
        if (byLabel.containsKey(row.label())) {
            ordered.put(row.label(), byLabel.get(row.label()));
        }
        ordered.putAll(byLabel);
        return ordered.entrySet().stream()
                .map(label -> new Answers(
                        label.getKey(), label.getValue(), label.getKey().equals(row.label())))
                .toList();
    }

    /** How many systems said a label. */
    record Answers(String label, int systems, boolean right) {

        String text() {
            return (right ? "✓ " : "✗ ") + label + " by " + (systems == 1 ? "1 system" : systems + " systems");
        }
    }
}
