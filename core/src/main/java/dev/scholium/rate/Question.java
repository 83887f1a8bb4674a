package dev.scholium.rate;

/**
 * What raters are asked.
 *
 * @param name in files: lower-case letters, digits and underscores
 * @param text as raters read it
 * @param low what 1 means; of no use for pairs
 * @param high what 5 means; of no use for pairs
 */
public record Question(String name, String text, String low, String high) {

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it has other characters
     */
    public Question {
        if (!name.matches("[a-z][a-z0-9_]{0,29}")) {
            throw new IllegalArgumentException("a question's name must have 1 to 30 lower-case letters, digits or"
                    + " underscores, but is \"" + name + "\"");
        }
    }
}
