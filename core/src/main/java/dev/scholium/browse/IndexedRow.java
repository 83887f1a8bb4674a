package dev.scholium.browse;

import dev.scholium.data.DataSplit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A row and all that was said of it.
 *
 * @param id its number in the index, from 0; another index may give it another
 * @param split the part of the data it is in; for data without a run, the file's name
 * @param uid its uid
 * @param label its gold label
 * @param fields its texts by name
 * @param columns what else the data say of it
 * @param place where it was found first
 * @param rationales by all sources, rejected ones too
 * @param answers by all systems
 */
public record IndexedRow(
        int id,
        String split,
        String uid,
        String label,
        Map<String, String> fields,
        Map<String, String> columns,
        String place,
        List<IndexedRationale> rationales,
        List<IndexedAnswer> answers) {

    /** Copies and keeps the order. */
    public IndexedRow {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        rationales = List.copyOf(rationales);
        answers = List.copyOf(answers);
    }

    /**
     * The part of the data that a run's row is in.
     *
     * @return the split by its word
     * @throws IllegalArgumentException if the row is of no run and its split is a file's name
     */
    public DataSplit dataSplit() {
        return DataSplit.valueOf(split.toUpperCase(Locale.ROOT));
    }
}
