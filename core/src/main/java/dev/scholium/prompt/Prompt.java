package dev.scholium.prompt;

/**
 * What a teacher is asked.
 *
 * @param system the system message; empty for none
 * @param user the user's message; never blank
 */
public record Prompt(String system, String user) {

    /**
     * Checks that something is asked.
     *
     * @throws IllegalArgumentException if the user's message is blank
     */
    public Prompt {
        if (user.isBlank()) {
            throw new IllegalArgumentException("a prompt's user message must not be blank");
        }
    }
}
