package dev.scholium.augment.check;

/**
 * A fault that a check found.
 *
 * @param check which check
 * @param detail what it found, in a few words
 * @param policy what becomes of the rationale
 */
public record Finding(CheckName check, String detail, CheckPolicy policy) {

    /** {@return the finding as it stands in a row's file: {@code name: what it found}} */
    public String line() {
        return check.word() + ": " + detail;
    }
}
