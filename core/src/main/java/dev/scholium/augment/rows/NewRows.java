package dev.scholium.augment.rows;

import dev.scholium.data.Example;
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

/** Reads back what {@link RowAugmenter} wrote. */
public final class NewRows {

    private NewRows() {}

    /**
     * All new rows of a file.
     *
     * @param file an {@code augmented/*.rows.jsonl}
     * @return the rows in the order of the file
     * @throws ScholiumException if the file cannot be read, or a line is not such a row; the message names the line
     */
    public static List<Example> read(Path file) {
        List<Example> rows = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode row = Json.mapper().readTree(line);
                Map<String, String> fields = new LinkedHashMap<>();
                row.path("fields")
                        .properties()
                        .forEach(field ->
                                fields.put(field.getKey(), field.getValue().asString("")));
                String uid = row.path("uid").asString("");
                String label = row.path("label").asString("");
                if (uid.isEmpty() || label.isEmpty() || fields.isEmpty()) {
                    throw damaged(file, rows.size() + 1);
                }
                rows.add(new Example(uid, fields, label, Map.of()));
            }
            return rows;
        } catch (JacksonException e) {
            throw damaged(file, rows.size() + 1);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    private static ScholiumException damaged(Path file, int line) {
        return new ScholiumException(
                ExitCode.FAILED,
                file + ":" + line + ": must have uid, fields and label; remove the file to have it written anew");
    }
}
