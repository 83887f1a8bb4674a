package dev.scholium.student;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What numbers a training computes with; weights and optimiser are float32 in any case. */
public enum TrainingPrecision {
    /** 32 bits, the usual ones. */
    FLOAT32,
    /** 16 bits with the range of 32: faster where the processor multiplies them, slower elsewhere. */
    BFLOAT16;

    /**
     * Reads a precision's word.
     *
     * @param word {@code float32} or {@code bfloat16}
     * @return the precision
     * @throws IllegalArgumentException if it is another word
     */
    @JsonCreator
    public static TrainingPrecision of(String word) {
        return Words.of(TrainingPrecision.values(), "precision", word);
    }

    /** {@return the word used in files: {@code bfloat16}} */
    @JsonValue
    public String word() {
        return Words.word(this);
    }
}
