package dev.scholium.report;

import dev.scholium.file.AtomicFile;
import dev.scholium.file.FolderListing;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/**
 * The rationales of one source for one split's rows.
 *
 * @param source name of the source
 * @param file where they are
 */
record TeacherTexts(String source, Path file) {

    /**
     * Those of all sources.
     *
     * @param augmented folders of what teachers wrote, by what their sources' names begin with
     * @param split which rows
     * @return one a source that has a file
     */
    static List<TeacherTexts> of(Map<String, Path> augmented, String split) {
        String ending = "-" + split + ".jsonl";
        return augmented.entrySet().stream()
                .flatMap(group -> FolderListing.of(group.getValue(), "*" + ending).stream()
                        .map(file -> new TeacherTexts(
                                group.getKey()
                                        + String.valueOf(file.getFileName()).replace(ending, ""),
                                file)))
                .toList();
    }

    /** Tells each row's uid and rationale; rows without one are left out. */
    void forEach(BiConsumer<String, String> reader) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    JsonNode row = RunFolderReader.parse(file, line, JsonNode.class);
                    String text = row.path("rationale").asString("");
                    if (!text.isBlank()) {
                        reader.accept(row.path("uid").asString(""), text);
                    }
                }
            }
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }
}
