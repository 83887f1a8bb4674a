package dev.scholium.augment;

import dev.scholium.prompt.RationaleKind;

/**
 * A text that says why a row has its label, or what it is about.
 *
 * @param text one paragraph, never blank
 * @param kind what sort of text
 * @param origin where it came from
 */
public record Rationale(String text, RationaleKind kind, Origin origin) {

    /**
     * Checks that there is a text.
     *
     * @throws IllegalArgumentException if the text is blank
     */
    public Rationale {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a rationale must not be blank");
        }
    }
}
