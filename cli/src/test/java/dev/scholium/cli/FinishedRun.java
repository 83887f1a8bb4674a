package dev.scholium.cli;

import dev.scholium.data.LabelSet;
import dev.scholium.evaluate.Prediction;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.evaluate.ResultsBuilder;
import dev.scholium.evaluate.SystemPredictions;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The folder of a run that has been evaluated: 120 dev rows, a baseline that always says neutral, and a student that is
 * right on all rows whose rationale is long, every second one.
 */
final class FinishedRun {

    private static final int ROWS = 120;

    private FinishedRun() {}

    static Path write(Path folder) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            Map<String, String> row = new LinkedHashMap<>(fields(i));
            row.put("uid", "row-" + i);
            row.put("label", gold(i));
            row.put("genre", i < 6 ? "letters" : "news");
            row.put("rationale", rationale(i));
            rows.append(Json.line(row)).append('\n');
        }
        Files.writeString(folder.resolve("dev.jsonl"), rows);
        Files.writeString(folder.resolve("recipe.yaml"), """
                name: finished
                data: {train: {file: dev.jsonl, format: columns}, dev: {file: dev.jsonl, format: columns}}
                rationales: {why: {column: rationale}}
                student: {size: tiny}
                systems: {baseline: {}, reasoned: {rationales: why}}
                evaluation: {splits: [dev]}
                """);
        Files.createDirectories(folder.resolve("augmented"));
        StringBuilder augmented = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            augmented
                    .append(Json.line(Map.of(
                            "uid", "row-" + i, "fields", fields(i), "label", gold(i), "rationale", rationale(i))))
                    .append('\n');
        }
        Files.writeString(folder.resolve("augmented").resolve("why-dev.jsonl"), augmented);
        new ResultsBuilder(LabelSet.nli(), "baseline")
                .build(List.of(system(folder, "baseline", "none"), system(folder, "reasoned", "why")))
                .write(folder.resolve("results.json"));
        return folder;
    }

    private static SystemPredictions system(Path folder, String name, String kind) {
        Path file = folder.resolve("predictions").resolve(name + "-seed1-dev.jsonl");
        PredictionFile.write(file, lines -> {
            for (int i = 0; i < ROWS; i++) {
                boolean isRight = kind.equals("why") && i % 2 == 0;
                String said = isRight ? gold(i) : "neutral";
                lines.accept(new Prediction(
                        "row-" + i,
                        gold(i),
                        said,
                        said,
                        Map.of(said, isRight ? 0.9 : 0.5),
                        kind.equals("why") ? rationale(i) : "",
                        kind.equals("why") ? List.of(rationale(i)) : List.of(),
                        said,
                        false,
                        false,
                        fields(i)));
            }
        });
        return new SystemPredictions(name, kind, 1, "dev", file);
    }

    private static String gold(int row) {
        return LabelSet.nli().names().get(row % 3);
    }

    private static Map<String, String> fields(int row) {
        return Map.of("premise", "House " + row + " is red.", "hypothesis", "It has a colour.");
    }

    private static String rationale(int row) {
        return row % 2 == 0 ? "Red is a colour, and what is red has one, as all of us know." : "It is red.";
    }
}
