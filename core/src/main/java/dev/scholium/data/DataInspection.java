package dev.scholium.data;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What data files hold, each alone and in pairs.
 *
 * @param files in the order they were given
 * @param overlaps every pair of files, in that order
 */
public record DataInspection(List<FileInspection> files, List<Overlap> overlaps) {

    /** Copies the lists. */
    public DataInspection {
        files = List.copyOf(files);
        overlaps = List.copyOf(overlaps);
    }

    /**
     * One file.
     *
     * @param file its name as given
     * @param format the format that it was read in
     * @param rows good rows
     * @param badRows rows that cannot be used
     * @param firstBadRows the first of them with line and reason
     * @param unlabelled rows without a gold label, by the format's definition
     * @param labels rows of each label, by name, in the task's order
     * @param lengths of the students' source texts
     * @param duplicates rows whose fields all equal an earlier row's
     * @param repeatedFirstFields rows whose first field (the premise) equals an earlier row's
     * @param examples some rows, drawn by the seed
     */
    public record FileInspection(
            String file,
            DataFormat format,
            long rows,
            long badRows,
            List<String> firstBadRows,
            long unlabelled,
            Map<String, Long> labels,
            Lengths lengths,
            long duplicates,
            long repeatedFirstFields,
            List<Example> examples) {}

    /**
     * How long texts are; all 0 if there are none.
     *
     * @param unit {@code tokens} by a student's tokenizer ({@code </s>} included), {@code words} without one
     * @param min shortest
     * @param median the 50th percentile; percentiles are the smallest length that at least that share is not above
     * @param p95 the 95th percentile
     * @param p99 the 99th percentile
     * @param max longest
     * @param unknownShare share in {@code [0, 1]} of tokens that the vocabulary does not know; absent for words
     * @param maxSourceTokens tokens that a student reads
     * @param truncatedShare share in {@code [0, 1]} of rows with more tokens than that; absent for words
     */
    public record Lengths(
            String unit,
            int min,
            int median,
            int p95,
            int p99,
            int max,
            @Nullable Double unknownShare,
            int maxSourceTokens,
            @Nullable Double truncatedShare) {}

    /**
     * What a file repeats of another.
     *
     * @param first the other file
     * @param second the file whose rows are counted
     * @param firstField name of the task's first field: {@code premise}
     * @param sameFirstField rows of the second whose first field is in the first file too
     * @param sameFirstFieldShare their share of the second's rows, in {@code [0, 1]}
     * @param sameFields rows of the second whose fields are all in one row of the first
     * @param sameFieldsShare their share of the second's rows, in {@code [0, 1]}
     */
    public record Overlap(
            String first,
            String second,
            String firstField,
            long sameFirstField,
            double sameFirstFieldShare,
            long sameFields,
            double sameFieldsShare) {}
}
