package dev.scholium.student;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Parts of a student that can be frozen: they stay as they were before the training. */
public enum ModelPart {
    /** The table of token embeddings; also the head, where the two are one. */
    EMBEDDING,
    /** What reads the source. */
    ENCODER,
    /** What writes the target. */
    DECODER,
    /** What scores the vocabulary, where it is not the embedding. */
    HEAD;

    /**
     * Reads a part's word.
     *
     * @param word {@code embedding}, {@code encoder}, {@code decoder} or {@code head}
     * @return the part
     * @throws IllegalArgumentException if it is another word
     */
    @JsonCreator
    public static ModelPart of(String word) {
        return Words.of(ModelPart.values(), "freeze", word);
    }

    /** {@return the word used in files: {@code encoder}} */
    @JsonValue
    public String word() {
        return Words.word(this);
    }
}
