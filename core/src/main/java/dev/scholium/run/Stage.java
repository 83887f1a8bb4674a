package dev.scholium.run;

import java.util.Locale;

/** The stages of a run, in order. */
public enum Stage {
    /** Reads and checks all rows before anything is spent. */
    DATA,
    /** Gets the rationales. */
    AUGMENT,
    /** Trains a student for each system and seed. */
    TRAIN,
    /** Predicts and scores. */
    EVALUATE,
    /** Writes the report. */
    REPORT;

    /** {@return the word in manifest and messages} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
