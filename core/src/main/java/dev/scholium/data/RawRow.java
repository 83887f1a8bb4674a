package dev.scholium.data;

import java.util.Map;

/** A row as its file type gives it, before a format says what the columns mean. */
sealed interface RawRow {

    /** {@return number of its first line, from 1} */
    long line();

    /**
     * A row that could be taken apart.
     *
     * @param line number of its first line, from 1
     * @param columns texts by column name, in the file's order; absent where the file says null; changeable
     */
    record Columns(long line, Map<String, String> columns) implements RawRow {}

    /**
     * A row that could not.
     *
     * @param line number of its first line, from 1
     * @param reason why
     */
    record Broken(long line, String reason) implements RawRow {}
}
