package dev.scholium.student;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** In what order, and in how many targets, a student writes label and rationale. */
public enum TargetLayout {
    /** One target, the label and then the rationale: the paper's, and the default. */
    LABEL_FIRST,
    /**
     * One target, the rationale and then the label, which so depends on what the student has written before it: a chain
     * of thought.
     *
     * @see <a href="https://arxiv.org/abs/2201.11903">Wei et al. 2022</a>
     */
    RATIONALE_FIRST,
    /**
     * Two targets of the same source behind two prefixes, {@code predict: } for the label and {@code explain: } for the
     * rationale: distilling step by step.
     *
     * @see <a href="https://arxiv.org/abs/2305.02301">Hsieh et al. 2023, section 3.2</a>
     */
    TWO_TASK;

    /**
     * Reads a layout's word.
     *
     * @param word {@code label-first}, {@code rationale-first} or {@code two-task}
     * @return the layout
     * @throws IllegalArgumentException if it is another word
     */
    @JsonCreator
    public static TargetLayout of(String word) {
        return Words.of(TargetLayout.values(), "layout", word);
    }

    /** {@return the word used in files: {@code label-first}} */
    @JsonValue
    public String word() {
        return Words.word(this);
    }
}
