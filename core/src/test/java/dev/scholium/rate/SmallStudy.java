package dev.scholium.rate;

import dev.scholium.file.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files of two teachers and a student about 30 made-up rows, ten a label, and studies of them. */
final class SmallStudy {

    static final int ROWS = 30;
    private static final List<String> LABELS = List.of("entailment", "neutral", "contradiction");

    private final Path folder;

    SmallStudy(Path folder) {
        this.folder = folder;
        write("plain.jsonl", this::plain);
        write("rich.jsonl", this::rich);
        write("student.jsonl", this::student);
    }

    /** One line of a file. */
    private interface Line {
        Map<String, Object> of(int row);
    }

    private void write(String name, Line line) {
        StringBuilder lines = new StringBuilder();
        for (int row = 0; row < ROWS; row++) {
            lines.append(Json.line(line.of(row))).append('\n');
        }
        write(name, lines.toString());
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> fields(int row) {
        Map<String, String> fields = new LinkedHashMap<>(); // the first field is the premise, which cards share
        fields.put("premise", "Premise " + row / 2 + ".");
        fields.put("hypothesis", "Hypothesis " + row + ".");
        return fields;
    }

    private Map<String, Object> plain(int row) {
        return Map.of(
                "uid",
                "r" + row,
                "fields",
                fields(row),
                "label",
                LABELS.get(row % 3),
                "rationale",
                "Plain " + row + ".");
    }

    private Map<String, Object> rich(int row) {
        return Map.of(
                "uid",
                "r" + row,
                "fields",
                fields(row),
                "label",
                LABELS.get(row % 3),
                "rationale",
                "Rich " + row + ".",
                "judge",
                Map.of("faithfulness", 3 + row % 3, "usefulness", 4, "label", "neutral", "request_hash", "00"));
    }

    /** Right on rows below 20. */
    private Map<String, Object> student(int row) {
        return Map.of(
                "uid",
                "r" + row,
                "fields",
                fields(row),
                "gold_label",
                LABELS.get(row % 3),
                "label",
                LABELS.get(row < 20 ? row % 3 : (row + 1) % 3),
                "scores",
                Map.of("entailment", 0.5 + row / 100.0, "neutral", 0.1),
                "rationale",
                "Student " + row + ".");
    }

    /** A study's file: sources, then what else it shall hold. */
    Path file(String more) {
        write("study.yaml", "sources: {plain: plain.jsonl, rich: rich.jsonl}\nstudent: student.jsonl\n" + more);
        return folder.resolve("study.yaml");
    }

    /** A study of one source. */
    Path alone(String source, String more) {
        write(
                "study.yaml",
                "sources: {" + source + "}\nstudent: student.jsonl\nraters: {names: [ann], per_card: 1}\n" + more);
        return folder.resolve("study.yaml");
    }

    Plan plan(String more) {
        Study study = StudyReader.read(file(more));
        return Plan.of(study, CardDrawer.draw(study, folder));
    }
}
