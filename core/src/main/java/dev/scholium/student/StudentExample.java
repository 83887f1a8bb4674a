package dev.scholium.student;

/**
 * One row as a student meets it.
 *
 * @param uid the row's uid
 * @param source what the student reads
 * @param label name of the gold label
 * @param rationale what it should write beside the label; empty when the row has none
 */
public record StudentExample(String uid, String source, String label, String rationale) {

    /** {@return whether the row has a rationale to learn} */
    public boolean hasRationale() {
        return !rationale.isEmpty();
    }

    /** {@return the same row, to learn its label alone} */
    public StudentExample withoutRationale() {
        return new StudentExample(uid, source, label, "");
    }
}
