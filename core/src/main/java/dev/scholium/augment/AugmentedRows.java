package dev.scholium.augment;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads back what {@link RationaleAugmenter} wrote. */
public final class AugmentedRows {

    private AugmentedRows() {}

    /**
     * All rationales of a file.
     *
     * @param file an {@code augmented/*.jsonl}
     * @return rationale by uid, in the order of the file
     * @throws ScholiumException if the file cannot be read, or a line is not such a row; the message names the line
     */
    public static Map<String, String> read(Path file) {
        Map<String, String> rationales = new LinkedHashMap<>();
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                JsonNode row = Json.mapper().readTree(line);
                String uid = row.path("uid").asString("");
                String rationale = row.path("rationale").asString("");
                if (uid.isEmpty() || rationale.isEmpty()) {
                    throw damaged(file, number, "must have a uid and a rationale");
                }
                if (rationales.put(uid, rationale) != null) {
                    throw damaged(file, number, "the uid \"" + uid + "\" stands there twice");
                }
            }
            return rationales;
        } catch (JacksonException e) {
            throw damaged(file, number, "is not JSON");
        } catch (CharacterCodingException e) {
            throw damaged(file, number + 1, "is not UTF-8");
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    /**
     * The labels that the writer of a file's rationales gave.
     *
     * @param file an {@code augmented/*.jsonl}
     * @return label by uid, in the order of the file; rows without one are left out
     * @throws ScholiumException if the file cannot be read, or a line is not JSON
     */
    public static Map<String, String> readTeacherLabels(Path file) {
        Map<String, String> labels = new LinkedHashMap<>();
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                JsonNode row = Json.mapper().readTree(line);
                String label = row.path("origin").path("teacher_label").asString("");
                if (!label.isEmpty()) {
                    labels.put(row.path("uid").asString(""), label);
                }
            }
            return labels;
        } catch (JacksonException e) {
            throw damaged(file, number, "is not JSON");
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }

    private static ScholiumException damaged(Path file, int line, String problem) {
        return new ScholiumException(
                ExitCode.FAILED, file + ":" + line + ": " + problem + "; remove the file to have it written anew");
    }
}
