package dev.scholium.rate;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.rate.Card.StudentAnswer;
import dev.scholium.rate.Card.Written;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What one source wrote, read from a file of augmented rows ({@code docs/formats/augmented.md}) or of predictions
 * ({@code docs/formats/predictions.md}). Rows without a rationale are left out.
 *
 * @param rows by uid, in the order of the file
 */
record SourceRows(Map<String, SourceRow> rows) {

    /**
     * A row with what the source wrote.
     *
     * @param fields the row's texts
     * @param label that the rationale is for
     * @param goldLabel the row's own
     * @param rationale what was written
     */
    record SourceRow(Map<String, String> fields, String label, String goldLabel, Written rationale) {}

    static SourceRows read(Path file, String source) {
        Map<String, SourceRow> rows = new LinkedHashMap<>();
        eachLine(file, (uid, line) -> {
            String text = line.path("rationale").asString("");
            boolean prediction = line.has("gold_label");
            if (!text.isBlank() && !line.path("malformed").asBoolean(false)) {
                Map<String, Integer> judge = new LinkedHashMap<>();
                line.path("judge").properties().forEach(score -> {
                    if (score.getValue().isInt()) {
                        judge.put(score.getKey(), score.getValue().asInt());
                    }
                });
                rows.put(
                        uid,
                        new SourceRow(
                                fields(line),
                                line.path("label").asString(""),
                                line.path(prediction ? "gold_label" : "label").asString(""),
                                new Written(source, text, judge)));
            }
        });
        return new SourceRows(rows);
    }

    /** What a student answered, by uid. */
    static Map<String, StudentAnswer> answers(Path file) {
        Map<String, StudentAnswer> answers = new LinkedHashMap<>();
        eachLine(file, (uid, line) -> {
            double confidence = line.path("scores")
                    .valueStream()
                    .mapToDouble(score -> score.asDouble(0))
                    .max()
                    .orElse(0);
            boolean correct = line.path("label")
                    .asString("")
                    .equals(line.path("gold_label").asString("-"));
            answers.put(uid, new StudentAnswer(correct, confidence));
        });
        return answers;
    }

    private static Map<String, String> fields(JsonNode line) {
        Map<String, String> fields = new LinkedHashMap<>();
        line.path("fields")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString("")));
        return fields;
    }

    /** Takes one line. */
    @FunctionalInterface
    private interface Lines {
        void take(String uid, JsonNode line);
    }

    private static void eachLine(Path file, Lines reader) {
        long number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    JsonNode row = Json.mapper().readTree(line);
                    if (row.path("uid").asString("").isEmpty()
                            || !row.path("fields").isObject()) {
                        throw new ScholiumException(
                                ExitCode.FAILED,
                                file + ":" + number + ": must have uid and fields, as augmented rows and predictions"
                                        + " do, but has not");
                    }
                    reader.take(row.path("uid").asString(), row);
                }
            }
        } catch (JacksonException e) {
            throw new ScholiumException(
                    ExitCode.FAILED, file + ":" + number + ": must be an object of JSON, but is not", e);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }
}
