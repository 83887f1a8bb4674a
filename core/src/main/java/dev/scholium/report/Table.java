package dev.scholium.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One table, shown alike in HTML and Markdown. The first column heads its row.
 *
 * @param caption what it shows
 * @param columns names of the columns; one that ends in {@code "#"} holds numbers (the mark is not shown)
 * @param rows cells as text, one a column
 */
record Table(String caption, List<String> columns, List<List<String>> rows) {

    private static final int LONG = 36;

    Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** A table whose columns are given as {@code "System|Rows#|Accuracy#"}. */
    static Table of(String caption, String columns, Stream<List<String>> rows) {
        return new Table(caption, Arrays.asList(columns.split("\\|")), rows.toList());
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    boolean isNumeric(int column) {
        return columns.get(column).endsWith("#");
    }

    /** How a cell is set: numbers to the right, long texts on several lines. */
    String kind(int column) {
        if (isNumeric(column)) {
            return "number";
        }
        return rows.stream().anyMatch(row -> row.get(column).length() > LONG) ? "long" : "text";
    }

    String heading(int column) {
        String name = columns.get(column);
        return isNumeric(column) ? name.substring(0, name.length() - 1) : name;
    }
}
