package dev.scholium.evaluate;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Scores the texts of a JSONL file against references in the same rows; rows are streamed.
 *
 * @param hypothesisKey the key of what a system wrote
 * @param referenceKeys the keys of the references, each a text or a list of texts
 * @param metrics which scores, in order
 * @param bleu settings of BLEU; chrF and chrF++ ignore case where these do
 */
public record TextScorer(
        String hypothesisKey, List<String> referenceKeys, List<TextMetric> metrics, BleuSettings bleu) {

    /**
     * Copies, and checks that there is something to do.
     *
     * @throws IllegalArgumentException if there is no reference key or no metric
     */
    public TextScorer {
        referenceKeys = List.copyOf(referenceKeys);
        metrics = List.copyOf(metrics);
        if (referenceKeys.isEmpty() || metrics.isEmpty()) {
            throw new IllegalArgumentException("scoring texts needs at least one reference key and one metric");
        }
    }

    /**
     * What came out.
     *
     * @param rows rows with at least one reference that is not blank
     * @param withoutReference rows without one, which are left out
     * @param scores by metric, in the order that was asked
     */
    public record TextScores(long rows, long withoutReference, Map<String, TextScore> scores) {}

    /**
     * Scores a file.
     *
     * @param file one JSON object a line
     * @return the scores
     * @throws ScholiumException if the file cannot be read, a line is no object or lacks a key, or no row has a
     *     reference
     */
    public TextScores score(Path file) {
        Map<TextMetric, TextMetric.Corpus> corpora = new LinkedHashMap<>();
        metrics.forEach(metric -> corpora.put(metric, metric.corpus(bleu)));
        long rows = 0;
        long number = 0;
        long withoutReference = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                JsonNode row = object(file, number, line);
                String hypothesis = texts(file, number, row, hypothesisKey).stream()
                        .findFirst()
                        .orElse("");
                List<String> references = new ArrayList<>();
                for (String key : referenceKeys) {
                    references.addAll(texts(file, number, row, key));
                }
                references.removeIf(String::isBlank);
                if (references.isEmpty()) {
                    withoutReference++;
                } else {
                    rows++;
                    corpora.values().forEach(corpus -> corpus.add(hypothesis, references));
                }
            }
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
        if (rows == 0) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    file + ": must have a row with a reference under " + referenceKeys + ", but none of its " + number
                            + " rows has one");
        }
        Map<String, TextScore> scores = new LinkedHashMap<>();
        corpora.forEach((metric, corpus) -> scores.put(metric.word(), corpus.score()));
        return new TextScores(rows, withoutReference, scores);
    }

    private static JsonNode object(Path file, long number, String line) {
        try {
            JsonNode row = Json.mapper().readTree(line);
            if (row != null && row.isObject()) {
                return row;
            }
        } catch (JacksonException notJson) {
            // said below
        }
        throw new ScholiumException(ExitCode.FAILED, file + ":" + number + ": must be a JSON object on one line");
    }

    private static List<String> texts(Path file, long number, JsonNode row, String key) {
        JsonNode value = row.path(key);
        if (value.isMissingNode()) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    file + ":" + number + ": must have the key \"" + key + "\", but has only " + row.propertyNames());
        }
        if (value.isArray()) {
            return value.valueStream().map(text -> text.asString("")).toList();
        }
        return List.of(value.asString(""));
    }
}
