package dev.scholium.augment;

import dev.scholium.prompt.RationaleKind;
import java.util.List;
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
 * @param checks names of the checks that found a fault which does not reject it
 */
record AugmentedRow(
        String uid,
        Map<String, String> fields,
        String label,
        String rationale,
        RationaleKind rationaleKind,
        Origin origin,
        List<String> checks) {

    static AugmentedRow of(AugmentedExample row, List<String> checks) {
        return new AugmentedRow(
                row.example().uid(),
                row.example().fields(),
                row.example().label(),
                row.rationale().text(),
                row.rationale().kind(),
                row.rationale().origin(),
                checks);
    }
}
