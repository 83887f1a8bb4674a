package dev.scholium.web.browse;

import dev.scholium.browse.IndexedAnswer;
import dev.scholium.browse.IndexedRow;
import dev.scholium.web.browse.PersonEdits.Learnt;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
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
 * @param who edits are by, unless the person names another
 * @param done what has just been done about a rationale; empty for nothing
 */
record RowView(
        Places places,
        RowsQuery query,
        IndexedRow row,
        String before,
        String after,
        List<Said> rationales,
        String who,
        String done) {

    /** Something known by name. */
    record Named(String name, String value) {}

    /** {@return the name of the first field, whose words have one kind of mark} */
    String firstField() {
        Iterator<String> names = row.fields().keySet().iterator();
        return names.hasNext() ? names.next() : "";
    }

    /** {@return the names of the other fields, whose words have the other kind} */
    String otherFields() {
        return row.fields().keySet().stream().skip(1).collect(Collectors.joining(", "));
    }

    /** {@return where a form about this row is sent} */
    String editLink() {
        return query.link(row.split(), row.uid()).replaceFirst("^/row", "/edit");
    }

    /** {@return what has just been kept, in one sentence; empty for nothing} */
    String outcome() {
        String learnt = learnt();
        return switch (done) {
            case "edit" -> "Your text is kept." + learnt;
            case "veto" -> "Your veto is kept." + learnt;
            case "restore" -> "What a person did is taken back." + learnt;
            default -> "";
        };
    }

    private String learnt() {
        List<Learnt> begun =
                rationales.stream().map(said -> said.state().learnt()).toList();
        if (begun.contains(Learnt.OF_SWEEP)) {
            return " Trials of this sweep have begun without it: they learn it when trials/ and predictions/ are removed"
                    + " and the sweep is started again.";
        }
        return begun.contains(Learnt.OF_RUN)
                ? " Trainings of this run have begun without it: they learn it when trials/ is removed and the run is"
                        + " started again."
                : " The next training learns it so.";
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
}
