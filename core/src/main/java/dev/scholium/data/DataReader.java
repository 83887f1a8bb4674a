package dev.scholium.data;

import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Streams the rows of a data file: good, bad and unlabelled ones, in the file's order.
 *
 * <p>Keeps no texts in memory, only the uids, which must be unique. Not for several threads.
 */
public final class DataReader implements Iterator<Row>, AutoCloseable {

    // a guess that the first row alone decides would fail on a first row that is bad
    private static final int ROWS_TO_GUESS_BY = 20;

    private final DataSource source;
    private final RawRows rows;
    private final DataFormat format;
    private final RowMapper mapper;
    private final Deque<RawRow> peeked = new ArrayDeque<>();
    private @Nullable RawRow next;

    private DataReader(DataSource source, RawRows rows) throws IOException {
        this.source = source;
        this.rows = rows;
        Set<String> columns = columns();
        this.format = source.format() == DataFormat.AUTO ? DataFormat.guess(columns) : source.format();
        checkTask();
        Layout layout = Layout.of(source, format, columns);
        checkHeader(layout);
        this.mapper = new RowMapper(source.file().toString(), source.labels(), format, layout);
        this.next = read();
    }

    /**
     * Opens a data file and reads its first rows.
     *
     * @param source the file and how to read it
     * @return its rows, to be closed
     * @throws DatasetFormatException if a header lacks columns, or the format does not fit the task
     * @throws ScholiumException if the file cannot be read, or its name does not say its type
     */
    public static DataReader open(DataSource source) {
        RawRows rows = DataStream.open(source.file(), FileType.of(source.file()));
        try {
            return new DataReader(source, rows);
        } catch (IOException e) {
            closeQuietly(rows);
            throw AtomicFile.cannotRead(source.file(), e);
        } catch (RuntimeException e) {
            closeQuietly(rows);
            throw e;
        }
    }

    /** {@return the format that the file is read in, never {@link DataFormat#AUTO}} */
    public DataFormat format() {
        return format;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    /**
     * The next row.
     *
     * @throws ScholiumException if the file cannot be read on
     */
    @Override
    public Row next() {
        RawRow raw = next;
        if (raw == null) {
            throw new NoSuchElementException(source.file() + " has no more rows");
        }
        Row row = mapper.map(raw);
        try {
            next = read();
        } catch (IOException e) {
            throw AtomicFile.cannotRead(source.file(), e);
        }
        return row;
    }

    private @Nullable RawRow read() throws IOException {
        return peeked.isEmpty() ? rows.next() : peeked.poll();
    }

    private Set<String> columns() throws IOException {
        Set<String> columns = new LinkedHashSet<>(rows.header());
        if (!columns.isEmpty()) {
            return columns;
        }
        while (peeked.size() < ROWS_TO_GUESS_BY) {
            RawRow row = rows.next();
            if (row == null) {
                break;
            }
            peeked.add(row);
            if (row instanceof RawRow.Columns named) {
                columns.addAll(named.columns().keySet());
            }
        }
        return columns;
    }

    private void checkTask() {
        if (format != DataFormat.COLUMNS && !source.isNli()) {
            throw new DatasetFormatException(source.file() + ": format " + format
                    + " has premise, hypothesis and the labels " + LabelSet.nli() + ", but the task has "
                    + source.fields() + " and " + source.labels() + "; use format columns");
        }
    }

    private void checkHeader(Layout layout) {
        Collection<String> header = rows.header();
        List<String> missing = layout.missing(header);
        if (!header.isEmpty() && !missing.isEmpty()) {
            throw new DatasetFormatException(source.file() + ": must have the columns " + missing + ", but has only "
                    + header + "; name others by --column, or by columns in a recipe");
        }
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw AtomicFile.cannotRead(source.file(), e);
        }
    }

    private static void closeQuietly(RawRows rows) {
        try {
            rows.close();
        } catch (IOException ignored) {
            // the first failure is the one that counts
        }
    }
}
