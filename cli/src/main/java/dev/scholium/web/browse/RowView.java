package dev.scholium.web.browse;

import dev.scholium.browse.IndexedAnswer;
import dev.scholium.browse.IndexedRationale;
import dev.scholium.browse.IndexedRow;
import dev.scholium.web.browse.SharedWords.Piece;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A row and all that was said of it, side by side.
 *
 * @param places what is read
 * @param query the selection that one steps in
 * @param row the row
 * @param before link to the row before in the selection; empty for none
 * @param after link to the row after; empty for none
 * @param rationales of all sources, rejected ones too
 */
record RowView(Places places, RowsQuery query, IndexedRow row, String before, String after, List<Said> rationales) {

    /**
     * A rationale as it is shown.
     *
     * @param source its name
     * @param rationale what the file says
     * @param pieces its text, shared words marked
     */
    record Said(String source, IndexedRationale rationale, List<Piece> pieces) {}

    /** Something known by name. */
    record Named(String name, String value) {}

    static RowView of(Places places, RowsQuery query, IndexedRow row, String before, String after) {
        SharedWords words = new SharedWords(row.fields());
        List<Said> said = new ArrayList<>();
        for (IndexedRationale rationale : row.rationales()) {
            said.add(new Said(
                    places.name(rationale.run(), rationale.source()), rationale, words.mark(rationale.text())));
        }
        return new RowView(places, query, row, before, after, said);
    }

    /** {@return the name of the first field, whose words have one kind of mark} */
    String firstField() {
        Iterator<String> names = row.fields().keySet().iterator();
        return names.hasNext() ? names.next() : "";
    }

    /** {@return the names of the other fields, whose words have the other kind} */
    String otherFields() {
        return row.fields().keySet().stream().skip(1).collect(Collectors.joining(", "));
    }

    String system(IndexedAnswer answer) {
        return places.name(answer.run(), answer.trial());
    }

    boolean isRight(IndexedAnswer answer) {
        return answer.label().equals(row.label());
    }

    static String scores(IndexedAnswer answer) {
        return answer.scores().entrySet().stream()
                .map(score -> String.format(Locale.ROOT, "%s %.3f", score.getKey(), score.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** {@return where a rationale came from, and what a judge made of it} */
    static List<Named> details(IndexedRationale rationale) {
        List<Named> details = new ArrayList<>();
        add(details, "", rationale.origin());
        add(details, "judge: ", rationale.judge());
        return details;
    }

    private static void add(List<Named> details, String prefix, Map<String, String> values) {
        values.forEach((name, value) -> {
            if (!value.isBlank()) {
                details.add(new Named(prefix + name.replace('_', ' '), value));
            }
        });
    }
}
