package dev.scholium.prompt;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a teacher is asked.
 *
 * @param system the system message; empty for none
 * @param demonstrations earlier questions and their answers, in order; may be empty
 * @param user the user's message; never blank
 * @param schema the JSON to answer with; null for free text
 */
public record Prompt(
        String system,
        List<Demonstration> demonstrations,
        String user,
        @Nullable ReplySchema schema) {

    /**
     * Copies, and checks that something is asked.
     *
     * @throws IllegalArgumentException if the user's message is blank
     */
    public Prompt {
        demonstrations = List.copyOf(demonstrations);
        if (user.isBlank()) {
            throw new IllegalArgumentException("a prompt's user message must not be blank");
        }
    }

    /**
     * A prompt without demonstrations that is answered in free text.
     *
     * @param system the system message; empty for none
     * @param user the user's message; never blank
     */
    public Prompt(String system, String user) {
        this(system, List.of(), user, null);
    }

    /** {@return the JSON to answer with; empty for free text} */
    public Optional<ReplySchema> replySchema() {
        return Optional.ofNullable(schema);
    }
}
