package dev.scholium.student;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What turns gradients into steps. */
public enum OptimizerKind {
    /** Adam with decoupled weight decay (Loshchilov and Hutter 2019): two more numbers a weight. The default. */
    ADAMW,
    /** Adafactor without momentum (Shazeer and Stern 2018), as T5 was pre-trained: two vectors a matrix. */
    ADAFACTOR;

    /**
     * Reads an optimiser's word.
     *
     * @param word {@code adamw} or {@code adafactor}
     * @return the optimiser
     * @throws IllegalArgumentException if it is another word
     */
    @JsonCreator
    public static OptimizerKind of(String word) {
        return Words.of(OptimizerKind.values(), "optimizer", word);
    }

    /** {@return the word used in files: {@code adamw}} */
    @JsonValue
    public String word() {
        return Words.word(this);
    }
}
