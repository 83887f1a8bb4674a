package dev.scholium.data;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes examples of raw rows by a layout, or says what is wrong with them. */
final class RowMapper {

    private static final int SHOWN_CHARACTERS = 60;

    private final String file;
    private final LabelSet labels;
    private final DataFormat format;
    private final Layout layout;
    private final RowUids uids = new RowUids();

    RowMapper(String file, LabelSet labels, DataFormat format, Layout layout) {
        this.file = file;
        this.labels = labels;
        this.format = format;
        this.layout = layout;
    }

    /**
     * Reads one row.
     *
     * @param raw as the file type gave it; its columns are used up
     * @return what it is
     */
    Row map(RawRow raw) {
        if (raw instanceof RawRow.Broken broken) {
            return bad(broken.line(), broken.reason());
        }
        RawRow.Columns row = (RawRow.Columns) raw;
        Map<String, String> rest = row.columns();
        Map<String, String> fields = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : layout.fieldColumns().entrySet()) {
            String column = entry.getValue();
            String text = rest.get(column);
            if (text == null || text.isBlank()) {
                return bad(row.line(), absent(entry.getKey(), column, text));
            }
            fields.put(entry.getKey(), text);
        }
        String spelling = rest.get(layout.labelColumn());
        if (spelling == null || spelling.isBlank()) {
            return bad(row.line(), absent("label", layout.labelColumn(), spelling));
        }
        Optional<String> label = labels.parse(spelling);
        if (label.isEmpty()) {
            return layout.unlabelled().contains(spelling.strip())
                    ? new Row.Unlabelled(row.line())
                    : bad(row.line(), "label must be one of " + labels + ", but was " + quoted(spelling));
        }
        rest.keySet().removeAll(layout.fieldColumns().values());
        rest.remove(layout.labelColumn());
        return identified(row.line(), fields, label.get(), rest);
    }

    private Row identified(long line, Map<String, String> fields, String label, Map<String, String> rest) {
        String uid = "";
        for (String column : layout.uidColumns()) {
            String text = rest.get(column);
            if (text != null && !text.isBlank()) {
                uid = text.strip();
                rest.remove(column);
                break;
            }
        }
        if (uid.isEmpty()) {
            if (layout.needsUid()) {
                String column = layout.uidColumns().get(0);
                return bad(line, absent("uid", column, rest.get(column)));
            }
            uid = uids.make(fields, label);
        }
        long earlier = uids.take(uid, line);
        if (earlier > 0) {
            return bad(
                    line, "uid must be of one row alone, but " + quoted(uid) + " is that of line " + earlier + " too");
        }
        KeptColumns.apply(format, rest);
        return new Row.Good(new Example(uid, fields, label, rest));
    }

    private Row bad(long line, String reason) {
        return new Row.Bad(new RowProblem(file, line, reason));
    }

    private static String absent(String role, String column, @Nullable String text) {
        String where = role.equals(column) ? "" : " (column \"" + column + "\")";
        return role + " must be there, but is " + (text == null ? "missing" : "empty") + where;
    }

    private static String quoted(String text) {
        String shown = text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
        return '"' + shown.replaceAll("\\p{Cntrl}", " ") + '"';
    }
}
