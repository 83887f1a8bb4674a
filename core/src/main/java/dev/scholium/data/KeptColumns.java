package dev.scholium.data;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the columns of e-SNLI's CSV are called when they are kept, and which columns are not worth keeping. */
final class KeptColumns {

    // parse trees: two thirds of SNLI's bytes, and no student reads them
    private static final Set<String> LEFT_OUT =
            Set.of("sentence1_parse", "sentence2_parse", "sentence1_binary_parse", "sentence2_binary_parse");

    private static final Map<String, String> RENAMED = new TreeMap<>(Map.of(
            "Explanation_1", "explanation_1",
            "Explanation_2", "explanation_2",
            "Explanation_3", "explanation_3"));

    private KeptColumns() {}

    /**
     * Leaves out and renames.
     *
     * @param format the file's format
     * @param columns texts by the file's column names; changed in place
     */
    static void apply(DataFormat format, Map<String, String> columns) {
        if (format == DataFormat.SNLI || format == DataFormat.MNLI) {
            columns.keySet().removeAll(LEFT_OUT);
        }
        if (format == DataFormat.ESNLI) {
            RENAMED.forEach((from, to) -> {
                String text = columns.remove(from);
                if (text != null) {
                    columns.put(to, text);
                }
            });
        }
    }
}
