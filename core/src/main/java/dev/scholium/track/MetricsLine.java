package dev.scholium.track;

import dev.scholium.file.AppendedLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A line of a trial's {@code metrics.jsonl}: figures of training, or of an evaluation on dev.
 *
 * <p>A training that goes on writes the lines after its checkpoint again, the same ones: the number of a line says
 * which it is.
 *
 * @param step optimiser steps done
 * @param figures values by their keys there, such as {@code loss} and {@code eval_accuracy}, in the file's order
 */
record MetricsLine(long step, Map<String, Double> figures) {

    /** Copies. */
    MetricsLine {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /**
     * Reads a file that a training may be writing.
     *
     * @param file a missing one is empty
     * @return its whole lines
     * @throws dev.scholium.failure.ScholiumException if it cannot be read, or a line is no JSON object
     */
    static List<MetricsLine> read(Path file) {
        return AppendedLines.read(file, JsonNode.class, "a JSON object of metrics").stream()
                .map(MetricsLine::of)
                .toList();
    }

    /** {@return when the file was last written to: as near to a line's own time as can be told} */
    static Instant time(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH; // gone meanwhile
        }
    }

    private static MetricsLine of(JsonNode line) {
        Map<String, Double> figures = new LinkedHashMap<>();
        line.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isBoolean()) {
                figures.put(entry.getKey(), value.asBoolean() ? 1.0 : 0.0);
            } else if (value.isNumber() && !entry.getKey().equals("step")) {
                figures.put(entry.getKey(), value.asDouble());
            }
        });
        return new MetricsLine(line.path("step").asLong(0), figures);
    }

    /** {@return the figures by TensorBoard's tags, as the Hugging Face Trainer names them: {@code eval/accuracy}} */
    Map<String, Double> tagged() {
        Map<String, Double> tagged = new LinkedHashMap<>();
        figures.forEach((key, figure) ->
                tagged.put(key.startsWith("eval_") ? "eval/" + key.substring(5) : "train/" + key, figure));
        return tagged;
    }
}
