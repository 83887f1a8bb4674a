package dev.scholium.data;

import java.util.Locale;

/**
 * The parts of a data set: students learn from {@code TRAIN}, are chosen on {@code DEV} and answer once on
 * {@code TEST}.
 */
public enum DataSplit {
    /** Rows to learn from. */
    TRAIN,
    /** Rows to choose checkpoints and settings by. */
    DEV,
    /** Rows for the final answer, touched once. */
    TEST;

    /** {@return the word used in files and flags: {@code train}, {@code dev}, {@code test}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
