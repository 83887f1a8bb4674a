package dev.scholium.browse;

import java.util.List;

/**
 * Some of the rows that a selection has.
 *
 * @param total rows that it has
 * @param number of the page, from 1
 * @param pages how many pages there are, at least 1
 * @param rows of this page
 */
public record RowPage(int total, int number, int pages, List<IndexedRow> rows) {

    /** Rows of a full page. */
    public static final int SIZE = 20;

    /** Copies. */
    public RowPage {
        rows = List.copyOf(rows);
    }
}
