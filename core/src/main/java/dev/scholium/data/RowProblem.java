package dev.scholium.data;

/**
 * A row that cannot be used, and why.
 *
 * @param file the file as the user named it
 * @param line number of the row's first line, from 1; of the row itself in a Parquet file
 * @param reason what was wanted and what was found, on one line
 */
public record RowProblem(String file, long line, String reason) {

    /** {@return {@code train.jsonl:17: label must be one of ...}} */
    @Override
    public String toString() {
        return file + ":" + line + ": " + reason;
    }
}
