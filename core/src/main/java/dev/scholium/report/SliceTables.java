package dev.scholium.report;

import dev.scholium.evaluate.Artefacts;
import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SliceResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of slices, and of what data and rationales give away. */
final class SliceTables {

    private final Results results;

    SliceTables(Results results) {
        this.results = results;
    }

    /** One table a split and cut. */
    List<Table> slices() {
        Map<List<String>, List<SliceResult>> cuts = new LinkedHashMap<>();
        for (SliceResult slice : results.slices()) {
            cuts.computeIfAbsent(List.of(slice.split(), slice.by()), key -> new ArrayList<>())
                    .add(slice);
        }
        List<Table> tables = new ArrayList<>();
        cuts.forEach((cut, slices) -> tables.add(Table.of(
                "The " + cut.get(0) + " split by " + name(cut.get(1)),
                "Slice|System|Rows#|Accuracy#|95 % interval#|Difference#|95 % interval#|p (Holm)#|Verdict|Remarks",
                slices.stream().map(this::row))));
        return tables;
    }

    /** How to read them; empty without slices. */
    String legend() {
        if (results.slices().isEmpty()) {
            return "";
        }
        long tests = SliceResult.tests(results.slices());
        return "Accuracies are means over the seeds, with Wilson's interval for so many rows; differences are to "
                + ScoreTables.baseline(results) + ", in points. "
                + tests
                + " differences are tested here, so that about one in twenty would look significant by chance alone: the"
                + " p-values are corrected for that by Holm, split by split, the intervals are not. Slices of fewer than "
                + SliceResult.SMALL + " rows say little. That two slices differ is not tested.";
    }

    /** A file is shown by its name: its folder is in the recipe. */
    private static String name(String by) {
        return by.substring(Math.max(by.lastIndexOf('/'), by.lastIndexOf('\\')) + 1);
    }

    private List<String> row(SliceResult slice) {
        List<String> remarks = new ArrayList<>();
        if (slice.control()) {
            remarks.add("control");
        }
        if (slice.small()) {
            remarks.add("few rows");
        }
        long collapsed = results.collapsedSeeds(slice.system(), slice.split());
        if (collapsed > 0) {
            remarks.add("collapsed" + (slice.seeds() > 1 ? ": " + collapsed + " of " + slice.seeds() + " seeds" : ""));
        }
        Double difference = slice.difference();
        ConfidenceInterval interval = slice.ci();
        return List.of(
                slice.slice(),
                slice.system(),
                Figures.count(slice.rows()),
                Figures.percent(slice.accuracy()),
                Figures.percents(slice.accuracyCi()),
                difference == null ? "–" : Figures.points(difference),
                interval == null ? "–" : Figures.points(interval),
                pValue(slice.pValueHolm()),
                Figures.text(slice.verdict()),
                String.join("; ", remarks));
    }

    private static String pValue(@Nullable Double p) {
        return p == null ? "–" : Figures.pValue(p);
    }

    /** Class balance, overlap of splits, label words; none where they were not counted. */
    List<Table> artefacts() {
        Artefacts artefacts = results.artefacts();
        if (artefacts == null) {
            return List.of();
        }
        return Stream.of(
                        Table.of(
                                "Class balance",
                                "Split|Label|Rows#|Share#",
                                artefacts.classBalance().stream()
                                        .map(label -> List.of(
                                                label.split(),
                                                label.label(),
                                                Figures.count(label.rows()),
                                                Figures.percent(label.share())))),
                        Table.of(
                                "Overlap of splits: rows whose text is in an earlier split, too",
                                "Split|Earlier split|Text|Rows#|Share#",
                                artefacts.overlap().stream()
                                        .map(overlap -> List.of(
                                                overlap.split(),
                                                overlap.earlier(),
                                                overlap.what(),
                                                Figures.count(overlap.rows()),
                                                Figures.percent(overlap.share())))),
                        Table.of(
                                "Rationales that name a label",
                                "Source|Split|Rationales#|Name a label#|95 % interval#|Name gold alone#",
                                artefacts.labelWords().stream()
                                        .map(naming -> List.of(
                                                naming.source(),
                                                naming.split(),
                                                Figures.count(naming.rows()),
                                                Figures.percent(naming.share()),
                                                Figures.percents(naming.ci()),
                                                Figures.percent(naming.goldShare())))))
                .filter(table -> !table.isEmpty())
                .toList();
    }
}
