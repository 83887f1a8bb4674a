package dev.scholium.benchmarks;

import dev.scholium.file.Json;
import dev.scholium.student.StudentTask;
import dev.scholium.torch.tokenize.T5Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What one side wrote.
 *
 * @param texts one a row, in the rows' order
 */
record Outputs(List<String> texts) {

    /**
     * Reads a side's file.
     *
     * @param file one {@code {"row": number from 0, "text": output}} a line, in order
     * @return its texts
     * @throws IOException if it cannot be read
     */
    static Outputs read(Path file) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            texts.add(Json.mapper().readTree(line).path("text").asString());
        }
        return new Outputs(texts);
    }

    /**
     * Counts tokens.
     *
     * @param tokenizer that makes them of the texts, the same for all sides
     * @return all rows' tokens and one for the end of each
     */
    long tokens(T5Tokenizer tokenizer) {
        return Arrays.stream(tokenizer.encodeAllWithoutEos(texts))
                .mapToLong(ids -> ids.length + 1L)
                .sum();
    }

    /**
     * Counts the rows whose labels differ; one without a label differs from all.
     *
     * @param other of the same rows
     * @return rows
     */
    long labelsDifferingFrom(Outputs other) {
        StudentTask task = StudentTask.nli();
        return rows().filter(row -> {
                    Optional<String> label = task.parse(texts.get(row)).label();
                    return label.isEmpty()
                            || !label.equals(task.parse(other.texts.get(row)).label());
                })
                .count();
    }

    /**
     * Counts the rows whose texts differ anywhere.
     *
     * @param other of the same rows
     * @return rows
     */
    long textsDifferingFrom(Outputs other) {
        return rows().filter(row -> !texts.get(row).equals(other.texts.get(row)))
                .count();
    }

    private IntStream rows() {
        return IntStream.range(0, texts.size());
    }
}
