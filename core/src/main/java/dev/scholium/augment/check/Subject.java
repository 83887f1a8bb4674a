package dev.scholium.augment.check;

import dev.scholium.data.Example;
import dev.scholium.prompt.RationaleKind;

/**
 * A rationale that is looked at.
 *
 * @param row the row it was written for
 * @param kind what sort of rationale
 * @param text the rationale, one paragraph; may be blank
 * @param finishReason why the teacher stopped; empty if unknown
 */
public record Subject(Example row, RationaleKind kind, String text, String finishReason) {

    /** {@return the text that a rationale may copy: the field {@code premise}, or the task's first field} */
    String premise() {
        String premise = row.fields().get("premise");
        return premise != null ? premise : row.fields().values().iterator().next();
    }

    /** {@return all fields, one a line} */
    String allFields() {
        return String.join("\n", row.fields().values());
    }
}
