package dev.scholium.augment.rows;

import dev.scholium.augment.words.RowSeed;
import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * New rows to make.
 *
 * @param name begins the names of the files, and stands in the new rows' uids
 * @param rows the training rows
 * @param fields names of the task's fields
 * @param labels the task's labels
 * @param field the field that gets a new text; the others stay
 * @param source who makes them
 * @param perRow new rows to try for each row, at least 1
 * @param limits when there are enough
 * @param seed of the order in which rows are taken where there are limits
 * @param folder where the files go
 */
public record RowJob(
        String name,
        List<Example> rows,
        List<String> fields,
        LabelSet labels,
        String field,
        RowSource source,
        int perRow,
        RowLimits limits,
        long seed,
        Path folder) {

    /**
     * Copies and checks.
     *
     * @throws IllegalArgumentException if the field is none of the task's, or {@code perRow} is less than 1
     */
    public RowJob {
        rows = List.copyOf(rows);
        fields = List.copyOf(fields);
        if (!fields.contains(field)) {
            throw new IllegalArgumentException("field must be one of " + fields + ", but is \"" + field + "\"");
        }
        if (perRow < 1) {
            throw new IllegalArgumentException("per_row must be at least 1, but is " + perRow);
        }
    }

    /**
     * The order in which rows are tried.
     *
     * @return the file's; where there are limits one drawn by the seed, so that they do not take the file's head
     */
    List<Example> order() {
        if (!limits.isLimited()) {
            return rows;
        }
        return rows.stream()
                .map(row -> new Drawn(RowSeed.of(seed, row.uid(), "order").value(), row))
                .sorted(Comparator.comparingLong(Drawn::key))
                .map(Drawn::row)
                .toList();
    }

    /** A row with the number that decides when its turn is. */
    private record Drawn(long key, Example row) {}

    /** {@return the file of new rows} */
    public Path file() {
        return file(folder, name);
    }

    /**
     * Where new rows are.
     *
     * @param folder of all of them
     * @param name begins the file's name
     * @return {@code <name>-train.rows.jsonl}
     */
    public static Path file(Path folder, String name) {
        return folder.resolve(name + "-" + DataSplit.TRAIN.word() + ".rows.jsonl");
    }

    /** {@return the file of those that were not taken, each with its reason} */
    public Path rejectedFile() {
        return folder.resolve(name + "-" + DataSplit.TRAIN.word() + ".rows.rejected.jsonl");
    }
}
