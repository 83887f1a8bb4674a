package dev.scholium.browse;

import dev.scholium.data.Example;
import dev.scholium.evaluate.Slicing;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.progress.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the rows of run folders into an index: rationales, rejected ones, new rows and predictions. */
final class RunRows {

    private static final String MALFORMED = "malformed";

    private final IndexWriter index;
    private final Facets facets;
    private final Progress progress;
    private final Map<String, Function<Example, List<String>>> cuts;

    RunRows(IndexWriter index, Facets facets, Progress progress, Map<String, Function<Example, List<String>>> cuts) {
        this.index = index;
        this.facets = facets;
        this.progress = progress;
        this.cuts = cuts;
    }

    /**
     * Reads a run folder.
     *
     * @param place the folder
     * @param run its number among the places
     * @param several whether there are others, so that its sources and systems need its name
     */
    void read(Place place, int run, boolean several) throws SQLException {
        for (RunFiles.RowFile file : new RunFiles(place.path()).rows()) {
            long number = 0;
            try (BufferedReader lines = Files.newBufferedReader(file.path())) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    number++;
                    progress.advance(1);
                    if (!line.isBlank()) {
                        read(file, (ObjectNode) Json.mapper().readTree(line), place, run, several);
                    }
                }
            } catch (JacksonException | ClassCastException e) {
                throw new ScholiumException(
                        ExitCode.FAILED, file.path() + ":" + number + ": must be an object of JSON, but is not", e);
            } catch (IOException e) {
                throw AtomicFile.cannotRead(file.path(), e);
            }
        }
    }

    private void read(RunFiles.RowFile file, ObjectNode line, Place place, int run, boolean several)
            throws SQLException {
        boolean answer = file.content() == RunFiles.Content.PREDICTIONS;
        String split = file.split().word();
        String label = line.path(answer ? "gold_label" : "label").asString("");
        String uid = line.path("uid").asString("");
        Map<String, String> fields = Texts.of(line.path("fields"));
        int row = index.row(split, uid, label, fields, place);
        line.remove(List.of("uid", "fields", "gold_label"));
        facets.add(FacetName.PLACE, place.name(), row);
        facets.add(FacetName.SPLIT, split, row);
        facets.add(FacetName.LABEL, label, row);
        Example example = new Example(uid, fields, label, Map.of());
        cuts.forEach((facet, cut) -> cut.apply(example).forEach(value -> addKnown(facet, value, row)));
        String name = several ? place.name() + "/" + file.name() : file.name();
        switch (file.content()) {
            case RATIONALES -> rationale(line, row, run, file, name, label);
            case REJECTED -> rejected(line, row, run, file, name);
            case NEW_ROWS -> facets.add(FacetName.METHOD, name, row);
            case PREDICTIONS -> answer(line, row, run, file.name(), name, label);
        }
    }

    /** A run's rows have no columns: what is not known of them here may be known by a data file beside. */
    private void addKnown(String facet, String value, int row) {
        if (!value.equals(Slicing.NONE)) {
            facets.add(facet, value, row);
        }
    }

    private void rationale(ObjectNode line, int row, int run, RunFiles.RowFile file, String name, String label)
            throws SQLException {
        facets.add(FacetName.SOURCE, name, row);
        line.path("checks").forEach(check -> facets.add(FacetName.CHECK, check.asString(""), row));
        agreement(line, row, name, label);
        index.rationale(row, run, file, line.path("rationale").asString(""), without(line, "rationale"));
    }

    private void rejected(ObjectNode line, int row, int run, RunFiles.RowFile file, String name) throws SQLException {
        facets.add(FacetName.REJECTED, name, row);
        facets.add(FacetName.CHECK, line.path("reason").asString(""), row);
        index.rationale(row, run, file, line.path("reply").asString(""), without(line, "reply"));
    }

    private void answer(ObjectNode line, int row, int run, String trial, String name, String gold) throws SQLException {
        String label = line.path("label").asString(MALFORMED);
        Answers.add(facets, row, name, label, label.equals(gold));
        index.answer(row, run, trial, line);
    }

    private void agreement(JsonNode line, int row, String name, String label) {
        String theirs = line.path("origin").path("teacher_label").asString("");
        if (!theirs.isEmpty()) {
            facets.add(FacetName.AGREEMENT, name + (theirs.equals(label) ? " agrees" : " disagrees"), row);
        }
    }

    private static ObjectNode without(ObjectNode line, String key) {
        line.remove(key);
        return line;
    }
}
