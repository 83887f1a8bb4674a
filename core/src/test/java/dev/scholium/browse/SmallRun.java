package dev.scholium.browse;

import dev.scholium.evaluate.Prediction;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run folder of six dev rows as a run would leave it: two sources, one of them with a rejected row, two systems. */
final class SmallRun {

    private static final List<String> LABELS = List.of("entailment", "neutral", "contradiction");
    private static final List<String> PREMISES = List.of(
            "A cat sleeps on the mill.",
            "Two loaves lie in the harbour.",
            "Mara sold a red kite.",
            "Jonas owns an old clock.",
            "The café is behind the library.",
            "A green bicycle leans at the door.");

    private final Path folder;

    SmallRun(Path folder) {
        this.folder = folder;
    }

    Path write() {
        AtomicFile.write(folder.resolve("manifest.json"), "{\"format_version\": 1, \"status\": \"done\"}");
        List<String> taken = new ArrayList<>();
        for (int row = 0; row < 5; row++) {
            taken.add(Json.line(rationale(row, "extraction", row == 1 ? List.of("names-label") : List.of())));
        }
        lines("augmented/extraction-dev.jsonl", taken);
        Map<String, Object> rejected = row(5);
        rejected.put("rationale_kind", "extraction");
        rejected.put("reason", "refusal");
        rejected.put("detail", "");
        rejected.put("reply", "I cannot say.");
        rejected.put("origin", origin(""));
        rejected.put("reasons", List.of("refusal: "));
        lines("augmented/extraction-dev.rejected.jsonl", List.of(Json.line(rejected)));
        lines("augmented/reasoning-dev.jsonl", List.of(Json.line(rationale(0, "reasoning", List.of()))));
        predictions("plain-seed1", 3);
        predictions("taught-seed1", 5);
        return folder;
    }

    void lines(String file, List<String> lines) {
        AtomicFile.write(folder.resolve(file), String.join("\n", lines) + "\n");
    }

    private Map<String, Object> row(int row) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("uid", "r" + row);
        line.put("fields", fields(row));
        line.put("label", LABELS.get(row % 3));
        return line;
    }

    private static Map<String, String> fields(int row) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("premise", PREMISES.get(row));
        fields.put("hypothesis", "Somebody sees it, number " + row + ".");
        return fields;
    }

    private Map<String, Object> rationale(int row, String kind, List<String> checks) {
        Map<String, Object> line = row(row);
        line.put("rationale", "By " + kind + ": it is plain, is " + LABELS.get(row % 3) + ".");
        line.put("rationale_kind", kind);
        line.put("origin", origin(row == 2 ? "neutral" : LABELS.get(row % 3)));
        line.put("checks", checks);
        return line;
    }

    private static Map<String, String> origin(String label) {
        Map<String, String> origin = new LinkedHashMap<>();
        origin.put("source", "teacher");
        origin.put("model", "a-model");
        origin.put("teacher_label", label);
        return origin;
    }

    /** A system that has the first rows right, and calls the others neutral, which row 4 is. */
    private void predictions(String trial, int right) {
        PredictionFile.write(folder.resolve("predictions").resolve(trial + "-dev.jsonl"), sink -> {
            for (int row = 0; row < 6; row++) {
                String gold = LABELS.get(row % 3);
                String said = row < right ? gold : "neutral";
                sink.accept(new Prediction(
                        "r" + row,
                        gold,
                        said,
                        said,
                        Map.of(said, 1.0),
                        "Said by " + trial,
                        List.of(),
                        said,
                        false,
                        false,
                        fields(row)));
            }
        });
    }
}
