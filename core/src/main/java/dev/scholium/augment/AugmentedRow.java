package dev.scholium.augment;

import dev.scholium.prompt.RationaleKind;
import java.util.Map;

/**
 * One line of {@code augmented/<name>-<split>.jsonl}.
 *
 * @param uid the row's uid
 * @param fields its texts
 * @param label its gold label
 * @param rationale one paragraph
 * @param rationaleKind what sort of text
 * @param origin where it came from
 */
record AugmentedRow(
        String uid,
        Map<String, String> fields,
        String label,
        String rationale,
        RationaleKind rationaleKind,
        Origin origin) {

    static AugmentedRow of(AugmentedExample row) {
        return new AugmentedRow(
                row.example().uid(),
                row.example().fields(),
                row.example().label(),
                row.rationale().text(),
                row.rationale().kind(),
                row.rationale().origin());
    }
}
