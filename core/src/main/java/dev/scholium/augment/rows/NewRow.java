package dev.scholium.augment.rows;

import java.util.Map;

/**
 * One line of {@code augmented/<name>-train.rows.jsonl}.
 *
 * @param uid the new row's uid
 * @param fields its texts
 * @param label the label it has
 * @param origin where it came from
 */
record NewRow(String uid, Map<String, String> fields, String label, RowOrigin origin) {

    /**
     * One line of {@code augmented/<name>-train.rows.rejected.jsonl}.
     *
     * @param parent uid of the row that a new one was to be made of
     * @param fields that row's texts
     * @param label the label that the new one was to have
     * @param reason why there is none, in words that rows share
     * @param detail what is particular to it; may be empty
     * @param reply the text that was not taken, or the last body received
     * @param origin who was asked
     */
    record NotTaken(
            String parent,
            Map<String, String> fields,
            String label,
            String reason,
            String detail,
            String reply,
            RowOrigin origin) {}
}
