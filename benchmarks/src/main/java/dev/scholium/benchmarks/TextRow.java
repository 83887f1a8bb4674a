package dev.scholium.benchmarks;

import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A row that both sides of a benchmark read.
 *
 * @param source what a student reads
 * @param target what it should write
 */
record TextRow(String source, String target) {

    /**
     * Reads rows.
     *
     * @param file one {@code {"source": text, "target": text}} a line
     * @return the rows
     * @throws IOException if the file cannot be read
     */
    static List<TextRow> read(Path file) throws IOException {
        List<TextRow> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode row = Json.mapper().readTree(line);
            rows.add(new TextRow(
                    row.path("source").asString(), row.path("target").asString()));
        }
        return rows;
    }

    /**
     * Writes rows.
     *
     * @param file one {@code {"source": text, "target": text}} a line
     * @param rows the rows
     * @throws IOException if the file cannot be written
     */
    static void write(Path file, List<TextRow> rows) throws IOException {
        Files.write(
                file,
                rows.stream()
                        .map(row -> Json.line(Map.of("source", row.source(), "target", row.target())))
                        .toList());
    }
}
