package dev.scholium.data;

import dev.scholium.file.Json;
import tools.jackson.core.JacksonException;

/** Says what kind of JSON a kept text is. */
final class JsonCells {

    private JsonCells() {}

    /** {@return whether a text is a JSON array} */
    static boolean isArray(String text) {
        try {
            return text.startsWith("[") && Json.mapper().readTree(text).isArray();
        } catch (JacksonException e) {
            return false;
        }
    }
}
