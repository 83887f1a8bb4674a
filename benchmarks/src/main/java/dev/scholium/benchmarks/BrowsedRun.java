package dev.scholium.benchmarks;

import dev.scholium.augment.EditFile;
import dev.scholium.augment.RationaleEdit;
import dev.scholium.data.DataSplit;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** A run folder of many rows as a run would leave it: two sources of rationales, and two systems that answered. */
final class BrowsedRun {

    private static final Map<String, String> LABELS = Map.of("e", "entailment", "n", "neutral", "c", "contradiction");

    private BrowsedRun() {}

    /**
     * Writes it.
     *
     * @param rows of its dev split; people wrote why each has its label, which is both sources' rationale
     * @param edits how many of its first rows a person has vetoed a rationale of
     * @param folder that it is written into
     * @throws IOException if it cannot be written
     */
    static void write(AnliRows rows, int edits, Path folder) throws IOException {
        AtomicFile.write(folder.resolve("manifest.json"), "{\"format_version\": 1, \"status\": \"done\"}");
        for (String kind : List.of("extraction", "reasoning")) {
            rows.write(folder.resolve("augmented/" + kind + "-dev.jsonl"), row -> rationale(row, kind));
        }
        rows.write(folder.resolve("predictions/labels-seed1-dev.jsonl"), row -> answer(row, "model_label"));
        rows.write(folder.resolve("predictions/taught-seed1-dev.jsonl"), row -> answer(row, "label"));
        AtomicFile.write(
                new EditFile(folder).path(),
                IntStream.range(0, edits)
                        .mapToObj(row -> Json.line(veto(row)) + "\n")
                        .collect(Collectors.joining()));
    }

    /** {@return what a person did about a row's reasoning} */
    static RationaleEdit veto(int row) {
        return new RationaleEdit(
                "2026-01-02T03:04:05Z",
                "somebody",
                RationaleEdit.Action.veto,
                "reasoning",
                DataSplit.DEV,
                AnliRows.uid(row),
                RationaleEdit.hash("as it was"),
                "",
                "");
    }

    private static Map<String, Object> line(ObjectNode row) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("uid", text(row, "uid"));
        line.put("fields", Map.of("premise", text(row, "context"), "hypothesis", text(row, "hypothesis")));
        return line;
    }

    private static String rationale(ObjectNode row, String kind) {
        Map<String, Object> line = line(row);
        line.put("label", label(row, "label"));
        line.put("rationale", text(row, "reason"));
        line.put("rationale_kind", kind);
        line.put("checks", List.of());
        line.put("origin", Map.of("model", "people"));
        return Json.line(line);
    }

    private static String answer(ObjectNode row, String said) {
        Map<String, Object> line = line(row);
        line.put("gold_label", label(row, "label"));
        line.put("label", label(row, said));
        line.put("scores", Map.of(label(row, said), 1.0));
        line.put("rationale", text(row, "reason"));
        line.put("cut_off", false);
        line.put("malformed", false);
        return Json.line(line);
    }

    private static String label(ObjectNode row, String name) {
        return LABELS.getOrDefault(text(row, name), "neutral");
    }

    private static String text(ObjectNode row, String name) {
        return row.path(name).asString("");
    }
}
