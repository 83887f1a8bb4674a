package dev.scholium.teacher.batch;

import dev.scholium.file.Json;
import dev.scholium.teacher.TeacherFault;
import dev.scholium.teacher.TeacherFault.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what providers say of files and jobs; what cannot be read is the server's fault. */
final class Replies {

    private Replies() {}

    static JsonNode object(String body) {
        try {
            JsonNode read = Json.mapper().readTree(body);
            if (read.isObject()) {
                return read;
            }
        } catch (JacksonException notJson) {
            // said below
        }
        throw new TeacherFault(Kind.SERVER, "the reply is no JSON object (" + body.length() + " characters)");
    }

    static String text(JsonNode object, String key) {
        String text = object.path(key).asString("");
        if (text.isEmpty()) {
            throw new TeacherFault(Kind.SERVER, "the reply has no " + key);
        }
        return text;
    }
}
