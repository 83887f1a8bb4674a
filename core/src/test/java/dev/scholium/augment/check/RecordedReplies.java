package dev.scholium.augment.check;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.scholium.data.LabelSet;
import dev.scholium.file.Json;
import dev.scholium.prompt.RationaleKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The 600 replies of a small real teacher among the shared data, and a checker with the defaults for each kind. */
final class RecordedReplies {

    private final Map<String, Checker> checkers = new HashMap<>();

    /** Reads them; skips the test, with the reason, where they are not there. */
    static List<JsonNode> read() throws IOException {
        String folder = System.getProperty("SCHOLIUM_DATA", System.getenv("SCHOLIUM_DATA"));
        Path file = Path.of(folder == null ? "../../shared/data" : folder).resolve("teacher/smollm2_r1.jsonl");
        assumeTrue(Files.exists(file), "needs the shared data; set SCHOLIUM_DATA to its folder");
        return Files.readAllLines(file).stream()
                .map(line -> Json.mapper().readTree(line))
                .toList();
    }

    /** The one that has seen all replies of that kind so far. */
    Checker checker(String kind) {
        return checkers.computeIfAbsent(
                kind,
                key -> new Checker(
                        ChecksSpec.defaults(),
                        new RationaleKind(kind),
                        LabelSet.nli(),
                        List.of("entails", "contradicts", "is neutral to")));
    }
}
