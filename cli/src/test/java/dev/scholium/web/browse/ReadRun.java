package dev.scholium.web.browse;

import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run folder as a run would leave it: rows of dev, two sources of which one has rejected the last row, two systems.
 */
final class ReadRun {

    static final List<String> LABELS = List.of("entailment", "neutral", "contradiction");

    private final Path folder;
    private final int rows;
    private String premiseOfFirst = "Mara sold a red kite in the harbour.";

    ReadRun(Path folder, int rows) {
        this.folder = folder;
        this.rows = rows;
    }

    /** Another premise for the first row; also its uid's end, its rationales and what systems said of it. */
    ReadRun withText(String text) {
        premiseOfFirst = text;
        return this;
    }

    Path write() {
        AtomicFile.write(folder.resolve("manifest.json"), "{\"format_version\": 1, \"status\": \"done\"}");
        List<String> extraction = new ArrayList<>();
        List<String> reasoning = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            if (row < rows - 1) {
                extraction.add(rationale(row, "extraction"));
            }
            reasoning.add(rationale(row, "reasoning"));
        }
        lines("augmented/extraction-dev.jsonl", extraction);
        lines("augmented/reasoning-dev.jsonl", reasoning);
        Map<String, Object> rejected = row(rows - 1);
        rejected.put("rationale_kind", "extraction");
        rejected.put("reason", "refusal");
        rejected.put("detail", "");
        rejected.put("reply", "I cannot say.");
        rejected.put("reasons", List.of("refusal"));
        lines("augmented/extraction-dev.rejected.jsonl", List.of(Json.line(rejected)));
        for (String trial : List.of("plain-seed1", "taught-seed1")) {
            List<String> answers = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                answers.add(answer(row, trial));
            }
            lines("predictions/" + trial + "-dev.jsonl", answers);
        }
        return folder;
    }

    private void lines(String file, List<String> lines) {
        AtomicFile.write(folder.resolve(file), String.join("\n", lines) + "\n");
    }

    private Map<String, Object> row(int row) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("uid", uid(row));
        line.put("fields", fields(row));
        line.put("label", LABELS.get(row % 3));
        return line;
    }

    String uid(int row) {
        return row == 0 && premiseOfFirst.contains("<") ? "r0" + premiseOfFirst : "r" + row;
    }

    private Map<String, String> fields(int row) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("premise", row == 0 ? premiseOfFirst : "House " + row + " is behind the mill.");
        fields.put("hypothesis", "A kite was sold, or the house is red.");
        return fields;
    }

    private String rationale(int row, String kind) {
        Map<String, Object> line = row(row);
        line.put("rationale", text(row, "By " + kind + ", the kite or house " + row + " is red."));
        line.put("rationale_kind", kind);
        line.put("checks", row == 1 ? List.of("names-label") : List.of());
        line.put("origin", Map.of("model", text(row, "a-model")));
        return Json.line(line);
    }

    private String answer(int row, String trial) {
        String gold = LABELS.get(row % 3);
        String said = row % 2 == 0 || trial.startsWith("taught") ? gold : "maybe";
        Map<String, Object> line = row(row);
        line.remove("label");
        line.put("gold_label", gold);
        line.put("label", said);
        line.put("scores", Map.of(said, 1.0));
        line.put("rationale", text(row, "Said by " + trial + "."));
        line.put("cut_off", false);
        line.put("malformed", false);
        return Json.line(line);
    }

    private String text(int row, String otherwise) {
        return row == 0 && premiseOfFirst.contains("<") ? premiseOfFirst : otherwise;
    }
}
