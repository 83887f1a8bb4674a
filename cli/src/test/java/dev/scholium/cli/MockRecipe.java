package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A recipe that asks the mock teacher for both kinds of rationales, and the files that come of it. */
final class MockRecipe {

    static final int CONCURRENT = 24;
    static final double INPUT_PRICE = 0.5;
    static final double OUTPUT_PRICE = 1.5;

    private MockRecipe() {}

    /** Writes {@code my.yaml} and its rows, of which three in a row share a premise. */
    static Path write(Path folder, int rows, String baseUrl) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            Map<String, String> row = new LinkedHashMap<>();
            row.put(
                    "premise",
                    "House number " + i / 3 + " of our street has a red door and " + i / 3 % 7 + " windows.");
            row.put("hypothesis", "In row " + i + ", house number " + i / 3 + " has a door.");
            row.put("label", List.of("entailment", "neutral", "contradiction").get(i % 3));
            lines.append(Json.line(row)).append('\n');
        }
        Files.writeString(folder.resolve("train.jsonl"), lines);
        Files.writeString(
                folder.resolve("dev.jsonl"), "{\"premise\":\"a\",\"hypothesis\":\"b\",\"label\":\"neutral\"}\n");
        return Files.writeString(
                folder.resolve("my.yaml"), """
                data: {train: {file: train.jsonl, format: columns}, dev: {file: dev.jsonl, format: columns}}
                rationales: {extraction: {prompt: extraction}, reasoning: {prompt: reasoning}}
                student: {size: tiny, vocabulary_size: 300}
                evaluation: {splits: [dev]}
                teacher:
                  base_url: %s
                  model: mock-teacher
                  price_input: %s
                  price_output: %s
                  budget_usd: 100
                  max_tokens: 100
                  max_requests_per_minute: 1000000
                  max_concurrent_requests: %d
                  request_timeout: 20
                """.formatted(baseUrl, INPUT_PRICE, OUTPUT_PRICE, CONCURRENT));
    }

    /**
     * {@return how many different requests so many rows lead to: reasoning about each, extraction from each premise}
     */
    static int requests(int rows) {
        return rows + (rows + 2) / 3;
    }

    static void sameFiles(Path expected, Path actual) throws IOException {
        List<String> names = List.of(
                "extraction-train.jsonl",
                "extraction-train.rejected.jsonl",
                "reasoning-train.jsonl",
                "reasoning-train.rejected.jsonl");
        for (String name : names) {
            assertThat(Files.size(expected.resolve(name))).isPositive();
            assertThat(Files.mismatch(expected.resolve(name), actual.resolve(name)))
                    .as(name)
                    .isEqualTo(-1);
            assertThat(Files.readString(expected.resolve(name))).doesNotContain("no answer from the teacher");
        }
        try (Stream<Path> files = Files.list(actual)) {
            assertThat(files.filter(file -> !file.toString().endsWith(".part"))).hasSize(names.size());
        }
    }
}
