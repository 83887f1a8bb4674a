package dev.scholium.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV or TSV file, whose first record names the columns. */
final class SeparatedRows implements RawRows {

    // official MultiNLI rows may end before the labels of annotators who were not asked
    private static final Pattern OPTIONAL_AT_THE_END = Pattern.compile("label[1-5]");

    private final TextRecords records;
    private final List<String> header;

    /**
     * Reads the header.
     *
     * @throws DatasetFormatException if it is broken, or names two columns alike
     */
    SeparatedRows(Path file, TextRecords records) throws IOException {
        this.records = records;
        TextRecords.TextRecord first = records.next();
        if (first != null && !first.problem().isEmpty()) {
            throw new DatasetFormatException(file + ":" + first.line() + ": the header: " + first.problem());
        }
        this.header = first == null ? List.of() : named(file, first);
    }

    private static List<String> named(Path file, TextRecords.TextRecord first) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>(first.cells());
        for (int i = 0; i < first.cells().size(); i++) {
            String name = first.cells().get(i).strip();
            if (name.isEmpty()) {
                // pandas writes its index so
                name = i == 0 && taken.add("index") ? "index" : "column_" + (i + 1);
            }
            if (names.contains(name)) {
                throw new DatasetFormatException(file + ":" + first.line()
                        + ": the header must name every column once, but \"" + name + "\" is there twice");
            }
            names.add(name);
        }
        return List.copyOf(names);
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public @Nullable RawRow next() throws IOException {
        TextRecords.TextRecord record = records.next();
        if (record == null) {
            return null;
        }
        String problem = record.problem();
        int cells = record.cells().size();
        if (problem.isEmpty() && cells != header.size() && !endsEarly(cells)) {
            problem = "the row must have " + header.size() + " columns as the header has, but has " + cells;
        }
        if (!problem.isEmpty()) {
            return new RawRow.Broken(record.line(), record.isTorn() ? problem + TORN : problem);
        }
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < cells; i++) {
            columns.put(header.get(i), record.cells().get(i));
        }
        return new RawRow.Columns(record.line(), columns);
    }

    private boolean endsEarly(int cells) {
        return cells < header.size()
                && header.subList(cells, header.size()).stream()
                        .allMatch(name -> OPTIONAL_AT_THE_END.matcher(name).matches());
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
