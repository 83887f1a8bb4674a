package dev.scholium.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One labelled row: the texts a student reads, the label it should find, and whatever else the file had.
 *
 * @param uid unique in its data set; where a file has none, the hash of fields and label with an occurrence number
 * @param fields the texts by name, in the task's order: for NLI {@code premise} and {@code hypothesis}; never blank
 * @param label name of the gold label, of the task's {@link LabelSet}
 * @param columns other columns kept as text (a recorded rationale, a teacher's label, {@code genre}); empty texts
 *     included
 */
public record Example(String uid, Map<String, String> fields, String label, Map<String, String> columns) {

    /** Copies the maps and keeps their order. */
    public Example {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /**
     * One text.
     *
     * @param name a field of the task
     * @return its text
     * @throws IllegalArgumentException if the example has no such field
     */
    public String field(String name) {
        String text = fields.get(name);
        if (text == null) {
            throw new IllegalArgumentException(uid + ": has no field " + name + ", only " + fields.keySet());
        }
        return text;
    }

    /**
     * One of the other columns.
     *
     * @param name a column of the file
     * @return its text, empty if the file had none
     */
    public String column(String name) {
        return columns.getOrDefault(name, "");
    }
}
