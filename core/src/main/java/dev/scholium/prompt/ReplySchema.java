package dev.scholium.prompt;

/**
 * The JSON that a teacher must answer with, where its provider can hold it to a schema.
 *
 * @param name letters, digits, hyphens and underscores, as providers ask for
 * @param json a JSON Schema in one canonical text
 */
public record ReplySchema(String name, String json) {

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it holds other characters, or the schema is blank
     */
    public ReplySchema {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException(
                    "a reply schema's name must be letters, digits, hyphens and underscores, but is \"" + name + "\"");
        }
        if (json.isBlank()) {
            throw new IllegalArgumentException("the reply schema " + name + " must not be blank");
        }
    }
}
