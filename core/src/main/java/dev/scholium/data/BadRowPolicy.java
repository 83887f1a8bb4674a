package dev.scholium.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What happens when a file has bad rows. */
public enum BadRowPolicy {
    /** All are listed, and nothing is done. */
    STOP,
    /** They are left out and counted. */
    SKIP;

    /**
     * The policy of a name.
     *
     * @param word {@code stop} or {@code skip}
     * @return the policy
     * @throws IllegalArgumentException if it is another word
     */
    @JsonCreator
    public static BadRowPolicy of(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "stop" -> STOP;
            case "skip" -> SKIP;
            default -> throw new IllegalArgumentException("on_bad_row must be stop or skip, but was \"" + word + "\"");
        };
    }

    /** {@return the word used in files and flags: {@code stop}, {@code skip}} */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word();
    }
}
