package dev.scholium.data;

import java.util.ArrayList;
import java.util.List;

/** Loads whole data files; {@link DataReader} streams them. */
public final class Dataset {

    private Dataset() {}

    /**
     * Reads all rows of a file.
     *
     * @param source the file and how to read it
     * @param policy whether bad rows stop the loading
     * @return the good rows and what was left out
     * @throws DatasetFormatException if there are bad rows and the policy is to stop, or if no good row is left
     * @throws dev.scholium.failure.ScholiumException if the file cannot be read
     */
    public static LoadedDataset load(DataSource source, BadRowPolicy policy) {
        LoadedDataset loaded = read(source);
        if (loaded.badRowCount() > 0
                && (policy == BadRowPolicy.STOP || loaded.examples().isEmpty())) {
            throw new DatasetFormatException(loaded.badRows(), loaded.badRowCount());
        }
        if (loaded.examples().isEmpty()) {
            throw new DatasetFormatException(source.file() + ": "
                    + (loaded.unlabelled() == 0
                            ? "must have rows, but is empty"
                            : "must have labelled rows, but all " + loaded.unlabelled() + " are unlabelled"));
        }
        return loaded;
    }

    /**
     * Reads all rows of a file, whatever they are.
     *
     * @param source the file and how to read it
     * @return what was found, even if that is nothing
     * @throws dev.scholium.failure.ScholiumException if the file cannot be read
     */
    static LoadedDataset read(DataSource source) {
        List<Example> examples = new ArrayList<>();
        List<RowProblem> badRows = new ArrayList<>();
        long badRowCount = 0;
        long unlabelled = 0;
        try (DataReader reader = DataReader.open(source)) {
            while (reader.hasNext()) {
                Row row = reader.next();
                if (row instanceof Row.Good good) {
                    examples.add(good.example());
                } else if (row instanceof Row.Bad bad) {
                    badRowCount++;
                    if (badRows.size() < DatasetFormatException.LISTED) {
                        badRows.add(bad.problem());
                    }
                } else {
                    unlabelled++;
                }
            }
            return new LoadedDataset(reader.format(), examples, badRows, badRowCount, unlabelled);
        }
    }
}
