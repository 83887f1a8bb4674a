package dev.scholium.augment.check;

import java.util.Arrays;
import java.util.Locale;

/** What a found fault does to a rationale. */
public enum CheckPolicy {
    /** The check is not carried out. */
    OFF,
    /** The rationale is kept, and its row names the check. */
    FLAG,
    /** The teacher is asked once more, a bounded number of times; then the row is rejected. */
    ASK_AGAIN,
    /** The row gets no rationale. */
    REJECT;

    /** {@return the name in recipes: {@code ask-again}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads a name.
     *
     * @param word {@code off}, {@code flag}, {@code ask-again} or {@code reject}
     * @return the policy
     * @throws IllegalArgumentException if it is another word
     */
    static CheckPolicy of(String word) {
        return Arrays.stream(values())
                .filter(policy -> policy.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "a check's policy must be one of [off, flag, ask-again, reject], but is \"" + word + "\""));
    }
}
