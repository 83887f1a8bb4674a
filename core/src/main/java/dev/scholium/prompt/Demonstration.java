package dev.scholium.prompt;

/**
 * An example of how to answer, shown to a teacher before the question.
 *
 * @param user what was asked; never blank
 * @param reply how it was answered; never blank
 */
public record Demonstration(String user, String reply) {

    /**
     * Checks that both are there.
     *
     * @throws IllegalArgumentException if one of them is blank
     */
    public Demonstration {
        if (user.isBlank() || reply.isBlank()) {
            throw new IllegalArgumentException("a demonstration needs a question and a reply");
        }
    }
}
