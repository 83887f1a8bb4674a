package dev.scholium.recipe;

import dev.scholium.data.BadRowPolicy;
import dev.scholium.data.DataFormat;
import dev.scholium.data.DataSource;
import dev.scholium.data.DataSplit;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the rows come from.
 *
 * @param train rows to learn from
 * @param dev rows to choose checkpoints by
 * @param test rows for the final answer; its file is empty when there are none
 * @param onBadRow what malformed rows do to the run
 */
public record DataSpec(DataFile train, DataFile dev, DataFile test, BadRowPolicy onBadRow) {

    /**
     * The file of a split.
     *
     * @param split which
     * @return its file
     */
    public DataFile of(DataSplit split) {
        return switch (split) {
            case TRAIN -> train;
            case DEV -> dev;
            case TEST -> test;
        };
    }

    /**
     * One data file.
     *
     * @param file its path; empty when there is none
     * @param format what it calls its columns
     * @param columns for {@code columns}: the file's column of each field, of {@code label} and of {@code uid}
     * @param limit only the first so many rows; 0 for all
     */
    public record DataFile(String file, DataFormat format, Map<String, String> columns, int limit) {

        /**
         * Checks and copies.
         *
         * @throws IllegalArgumentException if the limit is negative
         */
        public DataFile {
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns)); // in order: recipes are compared
            if (limit < 0) {
                throw new IllegalArgumentException("limit must be at least 0 (0: all rows), but is " + limit);
            }
        }

        /**
         * The file as the data package reads it.
         *
         * @param task whose rows it holds
         * @return file, format and columns
         */
        public DataSource source(TaskSpec task) {
            return new DataSource(Path.of(file), format, columns, task.fields(), task.labelSet());
        }
    }
}
