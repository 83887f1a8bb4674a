package dev.scholium.data;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a file of one {@link FileType}, one after the other. */
interface RawRows extends Closeable {

    /** Bytes that one row may have; a longer one is a bad row. */
    int MAX_ROW_BYTES = 8 << 20;

    /** What is said of a row that is longer. */
    String TOO_LONG = "the row must have at most " + (MAX_ROW_BYTES >> 20) + " MiB, but is longer";

    /** What is said of a row whose bytes are not text. */
    String NOT_UTF8 = "the row must be UTF-8, but has bytes that are not";

    /** What is added where a broken row is the last and has no line end. */
    String TORN = " (the file ends within this row: is it whole?)";

    /**
     * The next row.
     *
     * @return a row, null after the last
     * @throws IOException if the file cannot be read on
     */
    @Nullable
    RawRow next() throws IOException;

    /** {@return the columns that all rows have, in order; empty where each row names its own} */
    List<String> header();
}
