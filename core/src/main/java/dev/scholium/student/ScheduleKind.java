package dev.scholium.student;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How the learning rate goes on after its warm-up. */
public enum ScheduleKind {
    /** It falls linearly to 0. The default, and the paper's. */
    LINEAR,
    /** It falls to 0 along half a cosine. */
    COSINE,
    /** It stays. */
    CONSTANT;

    /**
     * Reads a schedule's word.
     *
     * @param word {@code linear}, {@code cosine} or {@code constant}
     * @return the schedule
     * @throws IllegalArgumentException if it is another word
     */
    @JsonCreator
    public static ScheduleKind of(String word) {
        return Words.of(ScheduleKind.values(), "schedule", word);
    }

    /** {@return the word used in files: {@code linear}} */
    @JsonValue
    public String word() {
        return Words.word(this);
    }
}
