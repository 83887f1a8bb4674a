package dev.scholium.student;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What numbers a student predicts with. */
public enum PredictionPrecision {
    /** Those that it was trained with. The default. */
    FLOAT32,
    /** Weights and inputs of its matrix products rounded to 8 bits: faster, smaller, and not quite the same answers. */
    INT8;

    /**
     * Reads a precision's word.
     *
     * @param word {@code float32} or {@code int8}
     * @return the precision
     * @throws IllegalArgumentException if it is another word
     */
    @JsonCreator
    public static PredictionPrecision of(String word) {
        return Words.of(PredictionPrecision.values(), "precision", word);
    }

    /** {@return the word used in files and options: {@code float32}} */
    @JsonValue
    public String word() {
        return Words.word(this);
    }
}
