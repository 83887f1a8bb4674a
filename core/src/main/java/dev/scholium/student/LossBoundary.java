package dev.scholium.student;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Which target tokens are the label segment of the split loss. */
public enum LossBoundary {
    /** The tokens of the label text; padding ignored. The default. */
    LABEL_SPAN,
    /**
     * The first target token only, and padding (id 0) counts in the rationale segment: how the paper's runs were
     * trained. For reproduction only.
     */
    FIRST_TOKEN;

    /**
     * Reads a boundary's word.
     *
     * @param word {@code label-span} or {@code first-token}
     * @return the boundary
     * @throws IllegalArgumentException if it is another word
     */
    @JsonCreator
    public static LossBoundary of(String word) {
        return Words.of(LossBoundary.values(), "boundary", word);
    }

    /** {@return the word used in files: {@code label-span}} */
    @JsonValue
    public String word() {
        return Words.word(this);
    }
}
