package dev.scholium.data;

/** What a reader found in one place of a file. */
public sealed interface Row {

    /**
     * A row to work with.
     *
     * @param example the row
     */
    record Good(Example example) implements Row {}

    /**
     * A row that cannot be used.
     *
     * @param problem where and why
     */
    record Bad(RowProblem problem) implements Row {}

    /**
     * A row that the format defines as without a gold label: SNLI's {@code -}, or -1.
     *
     * @param line number of its first line, from 1
     */
    record Unlabelled(long line) implements Row {}
}
