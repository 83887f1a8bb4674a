package dev.scholium.student;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What turns gradients into steps. */
public enum OptimizerKind {
    /** Adam with decoupled weight decay (Loshchilov and Hutter 2019): two more numbers a weight. The default. */
    ADAMW,
    /** Adafactor without momentum (Shazeer and Stern 2018): two vectors a matrix. */
    ADAFACTOR,
    /**
     * The same with steps in proportion to a parameter's own size, as T5 was pre-trained. Its embeddings begin a
     * hundred times as large as its queries, so one length of step suits either alone.
     */
    ADAFACTOR_SCALED;

    /**
     * Reads an optimiser's word.
     *
     * @param word {@code adamw}, {@code adafactor} or {@code adafactor-scaled}
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
