package dev.scholium.web.rate;

import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.web.HostileTexts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A study of two rows by two teachers, whose texts are hostile, for three raters. */
final class StudyFiles {

    static final String HOSTILE = HostileTexts.ALL;
    static final List<String> RATERS = List.of("Anna", "Ben", "Cleo");

    private static final int ROWS = 2;

    private StudyFiles() {}

    /** Writes a study of which of two rationales is better, for Anna and Ben, with its sources. */
    static Path writePairs(Path folder) {
        writeSources(folder);
        Path study = folder.resolve("pairs.yaml");
        AtomicFile.write(
                study,
                Json.page(Map.of(
                        "form", "pairs",
                        "sources", Map.of("plain", "plain.jsonl", "rich", "rich.jsonl"),
                        "rows", Map.of("count", ROWS, "stratify", List.of("label")),
                        "raters", Map.of("names", List.of("Anna", "Ben"), "per_card", 2, "repeated", 1))));
        return study;
    }

    /** Writes the study and its sources. */
    static Path write(Path folder) {
        writeSources(folder);
        Path study = folder.resolve("study.yaml");
        AtomicFile.write(
                study,
                Json.page(Map.of(
                        "title", "Study " + HOSTILE,
                        "guidelines", "Read first. " + HOSTILE,
                        "sources", Map.of("plain", "plain.jsonl", "rich", "rich.jsonl"),
                        "questions",
                                List.of(
                                        Map.of("name", "faithful", "text", "Is it true? " + HOSTILE),
                                        // a form in a browser has a length of its own
                                        Map.of("name", "length", "text", "Is it long enough?")),
                        "rows", Map.of("count", ROWS, "stratify", List.of("label")),
                        "raters", Map.of("names", RATERS, "per_card", 2, "all", 4, "repeated", 1),
                        "practice",
                                List.of(Map.of(
                                        "fields",
                                        Map.of("premise", "To practise."),
                                        "label",
                                        "entailment",
                                        "rationale",
                                        "It is so.",
                                        "note",
                                        "Most would say 5." + HOSTILE)))));
        return study;
    }

    private static void writeSources(Path folder) {
        for (String source : List.of("plain", "rich")) {
            StringBuilder lines = new StringBuilder();
            for (int row = 0; row < ROWS; row++) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("uid", "r" + row);
                line.put("fields", Map.of("premise", "Premise " + row + HOSTILE));
                line.put("label", HOSTILE);
                line.put("rationale", source + " words " + row + HOSTILE);
                lines.append(Json.line(line)).append('\n');
            }
            AtomicFile.write(folder.resolve(source + ".jsonl"), lines.toString());
        }
    }
}
