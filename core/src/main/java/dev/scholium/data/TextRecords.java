package dev.scholium.data;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of a CSV or TSV file, its header among them. */
interface TextRecords extends Closeable {

    /**
     * The next record; blank lines are passed over.
     *
     * @return a record, null after the last
     * @throws IOException if the file cannot be read on
     */
    @Nullable
    TextRecord next() throws IOException;

    /**
     * One record.
     *
     * @param line number of its first line, from 1
     * @param cells its texts; empty if it could not be taken apart
     * @param problem why it could not; empty if it could
     * @param isTorn whether the file ends with it and without a line end
     */
    record TextRecord(long line, List<String> cells, String problem, boolean isTorn) {}
}
