package dev.scholium.data;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A data file and how to read it.
 *
 * @param file where it is
 * @param format what it calls its columns; {@link DataFormat#AUTO} by default
 * @param columns names of its columns by what they hold: a field of the task, or as "label" or "uid"; what is not named
 *     is called as what it holds. Empty by default, and for {@link DataFormat#COLUMNS} only
 * @param fields the task's fields in order; {@code premise} and {@code hypothesis} by default
 * @param labels the task's labels; those of natural language inference by default
 */
public record DataSource(
        Path file, DataFormat format, Map<String, String> columns, List<String> fields, LabelSet labels) {

    /** The fields of natural language inference. */
    public static final List<String> NLI_FIELDS = List.of("premise", "hypothesis");

    /**
     * Puts the defaults in and checks that the parts fit.
     *
     * @throws IllegalArgumentException if a column is named for what the task does not have, or for a format that names
     *     its columns itself, or if a field is called "label" or "uid"
     */
    public DataSource(
            Path file,
            @Nullable DataFormat format,
            @Nullable Map<String, String> columns,
            @Nullable List<String> fields,
            @Nullable LabelSet labels) {
        this.file = file;
        this.columns = columns == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        this.fields = fields == null ? NLI_FIELDS : List.copyOf(fields);
        this.labels = labels == null ? LabelSet.nli() : labels;
        DataFormat wanted = format == null ? DataFormat.AUTO : format;
        boolean named = !this.columns.isEmpty() || !this.fields.equals(NLI_FIELDS);
        this.format = named && wanted == DataFormat.AUTO ? DataFormat.COLUMNS : wanted;
        checkFields(this.fields);
        checkColumns(this.format, this.columns, this.fields);
    }

    /**
     * A file of natural language inference whose format is guessed.
     *
     * @param file where it is
     * @return a source with all defaults
     */
    public static DataSource of(Path file) {
        return new DataSource(file, null, null, null, null);
    }

    /**
     * A file of natural language inference.
     *
     * @param file where it is
     * @param format what it calls its columns
     * @return a source with the defaults for the rest
     */
    public static DataSource of(Path file, DataFormat format) {
        return new DataSource(file, format, null, null, null);
    }

    /**
     * The same reading of another file.
     *
     * @param other where that is
     * @return a source that differs in the file alone
     */
    public DataSource withFile(Path other) {
        return new DataSource(other, format, columns, fields, labels);
    }

    /**
     * The same file in another format.
     *
     * @param other what it calls its columns
     * @return a source that differs in the format alone
     */
    public DataSource withFormat(DataFormat other) {
        return new DataSource(file, other, columns, fields, labels);
    }

    /** {@return whether the task is natural language inference, which the official formats are made for} */
    @JsonIgnore
    public boolean isNli() {
        return fields.equals(NLI_FIELDS) && labels.names().equals(LabelSet.nli().names());
    }

    private static void checkFields(List<String> fields) {
        if (fields.isEmpty() || new LinkedHashSet<>(fields).size() != fields.size()) {
            throw new IllegalArgumentException("fields must be one or more different names, but are " + fields);
        }
        if (fields.contains("label") || fields.contains("uid")) {
            throw new IllegalArgumentException("no field may be called label or uid, but fields are " + fields);
        }
    }

    private static void checkColumns(DataFormat format, Map<String, String> columns, List<String> fields) {
        if (!columns.isEmpty() && format != DataFormat.COLUMNS) {
            throw new IllegalArgumentException(
                    "columns are named for format columns only; " + format.word() + " names its own");
        }
        Set<String> known = new LinkedHashSet<>(fields);
        known.add("label");
        known.add("uid");
        for (String role : columns.keySet()) {
            if (!known.contains(role)) {
                throw new IllegalArgumentException("columns may be named for " + known + ", but not for " + role);
            }
        }
    }
}
