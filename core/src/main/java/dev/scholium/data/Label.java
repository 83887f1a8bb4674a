package dev.scholium.data;

import java.util.Set;

/**
 * One class of a closed set.
 *
 * @param name the word used in Scholium's files, lower case: {@code entailment}
 * @param aliases other spellings that data files use for it ({@code e}, {@code 0}); compared without case
 */
public record Label(String name, Set<String> aliases) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public Label {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a label's name must not be blank");
        }
        aliases = Set.copyOf(aliases);
    }
}
