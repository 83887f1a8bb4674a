package dev.scholium.evaluate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.scholium.data.Example;
import dev.scholium.data.FieldRows;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to cut a split into slices, as a recipe or a command names it: {@code label}; {@code length:FIELD}, quarters
 * by the field's number of words; {@code agreement:SOURCE}, whether that source's writer gave the gold label;
 * {@code FILE:COLUMN}, a column of another file whose {@code uid}s are the rows'; or the name of a column of the rows.
 * A value that is a list, as JSON or Python write one, puts its row into several slices.
 *
 * @param by as it was named
 */
public record Slicing(@JsonValue String by) {

    /** A cut into more slices than this is refused: a slice needs rows. */
    public static final int MOST = 100;

    /** The slice of rows about which nothing is known. */
    public static final String NONE = "(none)";

    private static final String LENGTH = "length:";
    private static final String AGREEMENT = "agreement:";
    private static final int PARTS = 4;
    private static final int TENS = 10;
    private static final int LAST_TENS = 200;
    private static final Pattern FILE = Pattern.compile("(.+\\.(?:csv|tsv|jsonl|parquet)(?:\\.gz)?):([^:]+)");
    private static final Pattern ELEMENT = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\"");

    /**
     * Checks that it names something.
     *
     * @throws IllegalArgumentException if it is blank
     */
    @JsonCreator
    public Slicing {
        if (by.isBlank()) {
            throw new IllegalArgumentException(
                    "slices must be label, length:FIELD, agreement:SOURCE, FILE:COLUMN or a column, but one is empty");
        }
    }

    /**
     * Cuts a split.
     *
     * @param split its name, for messages
     * @param rows the split's rows
     * @param teacherLabels by a source's name: the label that its writer gave, by uid
     * @return slices in the order of their names; with {@code length}, of the lengths; with tags, the largest first;
     *     none where no row has a value
     * @throws ScholiumException if there is no such field or file, or if there are too many slices
     */
    public List<Slice> cut(String split, List<Example> rows, Function<String, Map<String, String>> teacherLabels) {
        Matcher file = FILE.matcher(by);
        if (by.equals("label")) {
            return slices(split, rows, Example::label, false);
        }
        if (by.startsWith(LENGTH)) {
            return byLength(split, rows, by.substring(LENGTH.length()));
        }
        if (by.startsWith(AGREEMENT)) {
            Map<String, String> labels = teacherLabels.apply(by.substring(AGREEMENT.length()));
            return slices(split, rows, row -> agreement(row, labels), false);
        }
        if (file.matches()) {
            Map<String, String> values = joined(Path.of(file.group(1)), file.group(2));
            return slices(split, rows, row -> values.getOrDefault(row.uid(), ""), true);
        }
        return slices(split, rows, row -> row.column(by), true);
    }

    /**
     * The cut for rows that are not held together: of lengths by tens of words, since quarters would need all rows.
     *
     * @return gives the values of a row, {@link #NONE} where it has none
     * @throws ScholiumException if the cut needs more than a row, or its file cannot be read
     */
    public Function<Example, List<String>> valuesOfRow() {
        Matcher file = FILE.matcher(by);
        if (by.startsWith(AGREEMENT)) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "\"" + by + "\": needs a teacher's labels; name label, length:FIELD, FILE:COLUMN or a column of the"
                            + " rows");
        }
        if (by.startsWith(LENGTH)) {
            String field = by.substring(LENGTH.length());
            return row -> List.of(row.fields().containsKey(field) ? tens(words(row.field(field))) : NONE);
        }
        if (file.matches()) {
            Map<String, String> values = joined(Path.of(file.group(1)), file.group(2));
            return row -> values(values.getOrDefault(row.uid(), ""));
        }
        return by.equals("label") ? row -> List.of(row.label()) : row -> values(row.column(by));
    }

    /**
     * The same with a file's path made absolute.
     *
     * @param folder where relative paths begin
     * @return the same, or one with another path
     */
    public Slicing in(Path folder) {
        Matcher file = FILE.matcher(by);
        return file.matches() ? new Slicing(folder.resolve(file.group(1)).normalize() + ":" + file.group(2)) : this;
    }

    private static String agreement(Example row, Map<String, String> labels) {
        String label = labels.get(row.uid());
        return label == null ? NONE : label.equals(row.label()) ? "agrees" : "disagrees";
    }

    private static Map<String, String> joined(Path file, String column) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        try (FieldRows rows =
                FieldRows.open(file, List.of(column), Map.of(), problem -> problems.add(problem.toString()))) {
            rows.forEachRemaining(row -> values.put(row.uid(), row.fields().getOrDefault(column, "")));
        }
        return values;
    }

    private List<Slice> slices(String split, List<Example> rows, Function<Example, String> value, boolean many) {
        Map<String, Set<String>> uids = new TreeMap<>();
        boolean known = false;
        for (Example row : rows) {
            String text = value.apply(row);
            known |= !text.isBlank() && !text.equals(NONE);
            for (String name : many ? values(text) : List.of(text)) {
                uids.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(row.uid());
            }
        }
        if (!known) {
            return List.of();
        }
        if (uids.size() > MOST) {
            throw refused(
                    split, "there are " + uids.size() + " different values, and more than " + MOST + " are too many");
        }
        List<Slice> slices = new ArrayList<>();
        uids.forEach((name, of) -> slices.add(new Slice(by, name, of)));
        if (slices.stream().mapToInt(slice -> slice.uids().size()).sum() > rows.size()) {
            slices.sort(Comparator.comparingInt(slice -> -slice.uids().size()));
        }
        return slices;
    }

    /** {@return a value, or the elements of a list; {@link #NONE} for nothing} */
    static List<String> values(String text) {
        String value = text.strip();
        if (!value.startsWith("[") || !value.endsWith("]")) {
            return List.of(value.isEmpty() ? NONE : value);
        }
        Set<String> elements = new LinkedHashSet<>();
        Matcher element = ELEMENT.matcher(value);
        while (element.find()) {
            elements.add(element.group(1) == null ? element.group(2) : element.group(1));
        }
        return elements.isEmpty() ? List.of(NONE) : List.copyOf(elements);
    }

    private List<Slice> byLength(String split, List<Example> rows, String field) {
        if (rows.stream().anyMatch(row -> !row.fields().containsKey(field))) {
            throw refused(split, "the fields are " + rows.get(0).fields().keySet());
        }
        int[] lengths =
                rows.stream().mapToInt(row -> words(row.field(field))).sorted().toArray();
        List<Slice> slices = new ArrayList<>();
        int from = lengths[0];
        for (int part = 1; part <= PARTS; part++) {
            int to = part == PARTS
                    ? lengths[lengths.length - 1]
                    : lengths[(int) Math.ceil((double) part * lengths.length / PARTS) - 1];
            if (to >= from) {
                int low = from;
                Set<String> uids = new LinkedHashSet<>();
                rows.stream()
                        .filter(row -> words(row.field(field)) >= low && words(row.field(field)) <= to)
                        .forEach(row -> uids.add(row.uid()));
                slices.add(new Slice(by, low + " to " + to + " words", uids));
            }
            from = Math.max(from, to + 1);
        }
        return slices.stream().filter(slice -> !slice.uids().isEmpty()).toList();
    }

    private static String tens(int words) {
        int from = words / TENS * TENS;
        return from >= LAST_TENS ? LAST_TENS + " words or more" : from + " to " + (from + TENS - 1) + " words";
    }

    private static int words(String text) {
        return (int) Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .count();
    }

    /**
     * What is thrown where no split could be cut.
     *
     * @return a failure that says how to cut
     */
    public ScholiumException useless() {
        return refused("evaluated", "no row has a value");
    }

    private ScholiumException refused(String split, String why) {
        return new ScholiumException(
                ExitCode.USAGE,
                "slices: cannot cut the " + split + " split by \"" + by + "\": " + why
                        + "; use label, length:FIELD, agreement:SOURCE, FILE:COLUMN or a column of the rows");
    }
}
