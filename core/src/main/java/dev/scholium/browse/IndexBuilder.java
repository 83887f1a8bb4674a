package dev.scholium.browse;

import dev.scholium.data.DataReader;
import dev.scholium.data.Example;
import dev.scholium.data.Row;
import dev.scholium.evaluate.Slicing;
import dev.scholium.file.AtomicFile;
import dev.scholium.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads places row by row into an index. What is held in memory is a bit a row and value of a facet, whatever the texts
 * are.
 */
final class IndexBuilder {

    private static final int LONGEST_COLUMN = 4000;

    private final List<Place> places;
    private final List<Slicing> slicings;
    private final Progress progress;

    IndexBuilder(List<Place> places, List<Slicing> slicings, Progress progress) {
        this.places = places;
        this.slicings = slicings;
        this.progress = progress;
    }

    /** Makes the index as a new file. */
    void build(Path file, String stamp) {
        Facets facets = new Facets();
        List<String> notes = new ArrayList<>();
        try (IndexWriter index = new IndexWriter(file)) {
            progress.begin("reading rows", 0, "lines");
            Map<String, Function<Example, List<String>>> cuts = new LinkedHashMap<>();
            slicings.forEach(slicing -> cuts.put(FacetName.BY + slicing.by(), slicing.valuesOfRow()));
            RunRows runs = new RunRows(index, facets, progress, cuts);
            for (Place place : places) {
                if (place instanceof Place.OfData data) {
                    read(data, index, facets, notes, cuts);
                } else {
                    runs.read(place, places.indexOf(place), places.size() > 1);
                }
            }
            Answers.summarise(facets);
            facets.tooMany()
                    .forEach(facet -> notes.add(
                            "\"" + facet + "\" has more than " + Facets.MOST_VALUES + " values and is no filter"));
            progress.begin("indexing words", index.size(), "rows");
            index.finish(facets, notes, stamp, () -> progress.advance(1));
            progress.end();
        } catch (SQLException e) {
            throw IndexSchema.failure(file, e);
        }
    }

    private void read(
            Place.OfData place,
            IndexWriter index,
            Facets facets,
            List<String> notes,
            Map<String, Function<Example, List<String>>> cuts)
            throws SQLException {
        String split = split(place);
        long bad = 0;
        long unlabelled = 0;
        try (DataReader reader = DataReader.open(place.source())) {
            while (reader.hasNext()) {
                Row read = reader.next();
                progress.advance(1);
                if (read instanceof Row.Good good) {
                    Example example = good.example();
                    int row = index.row(split, example.uid(), example.label(), example.fields(), place);
                    index.columns(row, shortened(example.columns()));
                    facets.add(FacetName.PLACE, place.name(), row);
                    facets.add(FacetName.SPLIT, split, row);
                    facets.add(FacetName.LABEL, example.label(), row);
                    cuts.forEach((facet, cut) -> cut.apply(example).forEach(value -> facets.add(facet, value, row)));
                } else if (read instanceof Row.Bad) {
                    bad++;
                } else {
                    unlabelled++;
                }
            }
        }
        if (bad > 0 || unlabelled > 0) {
            notes.add(place.name() + ": " + bad + " bad and " + unlabelled
                    + " unlabelled rows are left out; \"scholium data inspect\" lists bad ones");
        }
    }

    /** The split that a run beside the file uses it for, else the file's name. */
    private String split(Place.OfData place) {
        for (Place other : places) {
            if (other instanceof Place.OfRun run) {
                String split = new RunInputs(run.path()).splitOf(place.path());
                if (!split.isEmpty()) {
                    return split;
                }
            }
        }
        return place.name();
    }

    private static Map<String, String> shortened(Map<String, String> columns) {
        Map<String, String> shortened = new LinkedHashMap<>();
        columns.forEach((name, text) ->
                shortened.put(name, text.length() > LONGEST_COLUMN ? text.substring(0, LONGEST_COLUMN) + "…" : text));
        return shortened;
    }

    /** What the places hold at this moment, so that an index can be seen to be old. */
    static String stamp(List<Place> places, List<Slicing> slicings) {
        StringBuilder stamp = new StringBuilder("version ").append(IndexSchema.VERSION);
        slicings.forEach(slicing -> stamp.append("\nby ").append(slicing.by()));
        for (Place place : places) {
            stamp.append('\n').append(place);
            if (place instanceof Place.OfRun run) {
                new RunFiles(run.path()).rows().forEach(file -> stamp(file.path(), stamp));
            } else {
                stamp(place.path(), stamp);
            }
        }
        return stamp.toString();
    }

    private static void stamp(Path file, StringBuilder stamp) {
        try {
            stamp.append('\n')
                    .append(file)
                    .append(' ')
                    .append(Files.size(file))
                    .append(' ')
                    .append(Files.getLastModifiedTime(file).toMillis());
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        }
    }
}
