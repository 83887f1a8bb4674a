package dev.scholium.web.browse;

import dev.scholium.augment.RationaleEdit;
import dev.scholium.augment.RationaleEdit.Action;
import dev.scholium.augment.RationaleEdits;
import dev.scholium.browse.FacetName;
import dev.scholium.browse.IndexedRationale;
import dev.scholium.browse.IndexedRow;
import dev.scholium.browse.RowIndex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that persons have done about the rationales of all runs at one moment: each file of edits read once.
 *
 * @param edits as they stand, by folder
 */
record StandingEdits(Map<Folder, RationaleEdits> edits) {

    /**
     * A folder with rationales and edits of its own.
     *
     * @param run number of the run folder among the places
     * @param path within it; empty for itself
     */
    record Folder(int run, String path) {

        static Folder of(IndexedRationale rationale) {
            return new Folder(rationale.run(), rationale.folder());
        }
    }

    /** {@return the edit or veto that stands about a rationale; it may be out of date} */
    Optional<RationaleEdit> of(IndexedRow row, IndexedRationale rationale) {
        return Optional.ofNullable(edits.get(Folder.of(rationale)))
                .flatMap(standing -> standing.of(rationale.source(), row.dataSplit(), row.uid()));
    }

    /** {@return how an edit names the text that a source has for a row} */
    static String seen(IndexedRationale rationale) {
        return RationaleEdit.hash(rationale.rejected() ? "" : rationale.text());
    }

    /** {@return the facet of rows that a person has touched, laid over an index} */
    Map<String, Map<String, BitSet>> over(RowIndex index) {
        Map<String, BitSet> values = new LinkedHashMap<>();
        edits.forEach((folder, standing) -> {
            for (RationaleEdit edit : standing.standing()) {
                Optional<IndexedRow> row =
                        index.find(edit.split().word(), edit.uid()).flatMap(index::row);
                if (row.isPresent()) {
                    values.computeIfAbsent(kind(row.get(), folder, edit), kind -> new BitSet())
                            .set(row.get().id());
                }
            }
        });
        return values.isEmpty() ? Map.of() : Map.of(FacetName.EDITED, values);
    }

    private static String kind(IndexedRow row, Folder folder, RationaleEdit edit) {
        List<IndexedRationale> about = new ArrayList<>(row.rationales());
        about.removeIf(one -> !Folder.of(one).equals(folder) || !one.source().equals(edit.source()));
        if (about.stream().noneMatch(one -> seen(one).equals(edit.rationaleSha256()))) {
            return "out of date";
        }
        if (edit.action() == Action.veto) {
            return "vetoed";
        }
        return edit.rationaleSha256().isEmpty() ? "written" : "edited";
    }
}
