package dev.scholium.web.browse;

import dev.scholium.augment.RationaleEdit;
import dev.scholium.augment.RationaleEdits;
import dev.scholium.browse.IndexedRationale;
import dev.scholium.browse.IndexedRow;
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
}
