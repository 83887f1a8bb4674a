package dev.scholium.benchmarks;

import dev.scholium.file.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows of the shared ANLI dev sets of all three rounds, over and over with new uids: as many as a training set has.
 *
 * @param distinct the rows as they are in the files
 * @param count how many are written
 */
record AnliRows(List<ObjectNode> distinct, int count) {

    private static final List<String> FILES = List.of("anli/R1/dev.jsonl", "anli/R2/dev.jsonl", "anli/R3/dev.jsonl");

    /**
     * Reads the files.
     *
     * @param count how many rows are written
     * @return the rows
     * @throws IOException if a file cannot be read
     */
    static AnliRows read(int count) throws IOException {
        List<ObjectNode> rows = new ArrayList<>();
        for (String name : FILES) {
            for (String line : Files.readAllLines(Sides.data().resolve(name))) {
                rows.add((ObjectNode) Json.mapper().readTree(line));
            }
        }
        return new AnliRows(rows, count);
    }

    /**
     * Writes a file of them.
     *
     * @param file that is made or replaced
     * @param line what is written of a row whose {@code uid} is its own
     * @throws IOException if the file cannot be written
     */
    void write(Path file, Function<ObjectNode, String> line) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int i = 0; i < count; i++) {
                ObjectNode row = distinct.get(i % distinct.size());
                row.put("uid", uid(i));
                writer.write(line.apply(row));
                writer.newLine();
            }
        }
    }

    /** {@return the uid of a row by its place, from 0} */
    static String uid(int row) {
        return "row-" + row;
    }
}
