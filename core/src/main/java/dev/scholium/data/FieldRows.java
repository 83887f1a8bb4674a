package dev.scholium.data;

import dev.scholium.file.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Streams the texts of a data file whose labels are not needed, or not known: what a student predicts for.
 *
 * <p>Rows that lack a text are left out, and told to a listener. Not for several threads.
 */
public final class FieldRows implements Iterator<FieldRows.FieldRow>, AutoCloseable {

    /**
     * A row's texts.
     *
     * @param line number of its first line, from 1
     * @param uid its uid, empty if the file has none
     * @param fields the texts by name, in the task's order
     */
    public record FieldRow(long line, String uid, Map<String, String> fields) {}

    private final Path name;
    private final Map<String, String> columnOfField;
    private final Consumer<RowProblem> badRows;
    private final RawRows rows;
    private @Nullable FieldRow next;

    private FieldRows(Path name, Map<String, String> columnOfField, Consumer<RowProblem> badRows, RawRows rows) {
        this.name = name;
        this.columnOfField = columnOfField;
        this.badRows = badRows;
        this.rows = rows;
        this.next = read();
    }

    /**
     * Opens a file.
     *
     * @param file JSONL, CSV, TSV or Parquet, also packed with gzip
     * @param fields the task's fields
     * @param columns the file's column of a field, where it is called otherwise
     * @param badRows is told of every row that lacks a text or cannot be read
     * @return its rows, to be closed
     * @throws dev.scholium.failure.ScholiumException if the file cannot be read
     */
    public static FieldRows open(
            Path file, List<String> fields, Map<String, String> columns, Consumer<RowProblem> badRows) {
        return new FieldRows(file, columnOfField(fields, columns), badRows, DataStream.open(file, FileType.of(file)));
    }

    /**
     * Reads a stream of JSONL, such as standard input, row by row.
     *
     * @param name of the stream, for messages
     * @param stream also packed with gzip; closed with the rows
     * @param fields the task's fields
     * @param columns the stream's column of a field, where it is called otherwise
     * @param badRows is told of every row that lacks a text or cannot be read
     * @return its rows, to be closed
     * @throws dev.scholium.failure.ScholiumException if the stream cannot be read
     */
    public static FieldRows read(
            String name,
            InputStream stream,
            List<String> fields,
            Map<String, String> columns,
            Consumer<RowProblem> badRows) {
        return new FieldRows(Path.of(name), columnOfField(fields, columns), badRows, DataStream.open(name, stream));
    }

    private static Map<String, String> columnOfField(List<String> fields, Map<String, String> columns) {
        Map<String, String> columnOfField = new LinkedHashMap<>();
        fields.forEach(field -> columnOfField.put(field, columns.getOrDefault(field, field)));
        return columnOfField;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public FieldRow next() {
        FieldRow row = next;
        if (row == null) {
            throw new NoSuchElementException(name + " has no more rows");
        }
        next = read();
        return row;
    }

    private @Nullable FieldRow read() {
        try {
            for (RawRow raw = rows.next(); raw != null; raw = rows.next()) {
                FieldRow row = row(raw);
                if (row != null) {
                    return row;
                }
            }
            return null;
        } catch (IOException e) {
            throw AtomicFile.cannotRead(name, e);
        }
    }

    private @Nullable FieldRow row(RawRow raw) {
        if (raw instanceof RawRow.Broken broken) {
            badRows.accept(new RowProblem(name.toString(), broken.line(), broken.reason()));
            return null;
        }
        Map<String, String> columns = ((RawRow.Columns) raw).columns();
        Map<String, String> fields = new LinkedHashMap<>();
        for (Map.Entry<String, String> field : columnOfField.entrySet()) {
            String text = columns.get(field.getValue());
            if (text == null || text.isBlank()) {
                badRows.accept(new RowProblem(
                        name.toString(),
                        raw.line(),
                        field.getKey() + " must be there, but column " + field.getValue() + " is "
                                + (text == null ? "missing" : "empty")));
                return null;
            }
            fields.put(field.getKey(), text);
        }
        return new FieldRow(raw.line(), columns.getOrDefault("uid", ""), fields);
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw AtomicFile.cannotRead(name, e);
        }
    }
}
