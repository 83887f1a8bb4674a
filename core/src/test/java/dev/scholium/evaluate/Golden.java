package dev.scholium.evaluate;

import dev.scholium.file.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Reads the values of {@code golden/evaluate}; see {@code ORIGIN.md} there. */
final class Golden {

    private Golden() {}

    static JsonNode read(String file) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/evaluate/" + file)) {
            return Json.mapper().readTree(Objects.requireNonNull(in, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
