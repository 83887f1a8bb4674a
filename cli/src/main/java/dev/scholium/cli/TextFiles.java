package dev.scholium.cli;

import dev.scholium.data.FieldRows;
import dev.scholium.file.AtomicFile;
import dev.scholium.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads plain texts: the lines of text files, or columns of data files.
 *
 * @param columns of data files; empty for text files
 * @param progress is told of rows that cannot be read
 */
record TextFiles(List<String> columns, Progress progress) {

    /**
     * Reads files.
     *
     * @param files text files, or JSONL, CSV, TSV or Parquet when columns are named
     * @return each text once, in order of its first place; blank ones are left out
     */
    List<String> read(List<Path> files) {
        Set<String> texts = new LinkedHashSet<>();
        for (Path file : files) {
            if (columns.isEmpty()) {
                addLines(file, texts);
            } else {
                addColumns(file, texts);
            }
        }
        return new ArrayList<>(texts);
    }

    private static void addLines(Path file, Set<String> texts) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            lines.map(String::strip).filter(line -> !line.isEmpty()).forEach(texts::add);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        } catch (java.io.UncheckedIOException e) {
            throw AtomicFile.cannotRead(file, Objects.requireNonNull(e.getCause()));
        }
    }

    private void addColumns(Path file, Set<String> texts) {
        try (FieldRows rows = FieldRows.open(file, columns, Map.of(), problem -> progress.say(problem.toString()))) {
            while (rows.hasNext()) {
                rows.next().fields().values().stream().map(String::strip).forEach(texts::add);
            }
        }
    }
}
