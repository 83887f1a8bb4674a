package dev.scholium.browse;

import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Which data files a run has read, by its manifest. They are compared only, never opened. */
final class RunInputs {

    private final Path run;

    RunInputs(Path run) {
        this.run = run;
    }

    /** {@return the split that the run uses a file for; empty if it does not use it, or tells nothing} */
    String splitOf(Path file) {
        Path manifest = run.resolve("manifest.json");
        if (!Files.isRegularFile(manifest)) {
            return "";
        }
        try {
            Path real = file.toRealPath();
            for (JsonNode input :
                    Json.mapper().readTree(Files.readString(manifest)).path("inputs")) {
                if (Path.of(input.path("file").asString(""))
                        .toAbsolutePath()
                        .normalize()
                        .equals(real)) {
                    return input.path("split").asString("");
                }
            }
        } catch (IOException | JacksonException | InvalidPathException e) {
            return ""; // a page about rows does not fail over a manifest that is being written or damaged
        }
        return "";
    }
}
