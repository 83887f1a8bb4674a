package dev.scholium.data;

import java.util.List;

/**
 * A file's rows in memory, and what was left out.
 *
 * @param format the format that it was read in, never {@link DataFormat#AUTO}
 * @param examples its good rows, in the file's order
 * @param badRows the first {@value DatasetFormatException#LISTED} bad rows
 * @param badRowCount how many bad rows there are in all
 * @param unlabelled how many rows have no gold label, by the format's definition
 */
public record LoadedDataset(
        DataFormat format, List<Example> examples, List<RowProblem> badRows, long badRowCount, long unlabelled) {

    /** Copies the lists. */
    public LoadedDataset {
        examples = List.copyOf(examples);
        badRows = List.copyOf(badRows);
    }
}
