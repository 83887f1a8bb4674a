package dev.scholium.web.browse;

import dev.scholium.augment.RationaleEdit;
import dev.scholium.augment.RationaleEdit.Action;
import dev.scholium.browse.FacetName;
import dev.scholium.browse.IndexedRationale;
import dev.scholium.browse.IndexedRow;
import dev.scholium.browse.RowIndex;
import dev.scholium.web.browse.StandingEdits.Folder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The facet of rows that a person has touched, laid over an index. Only edits that are new are looked up in it, so that
 * a page after one more edit of thousands takes no longer than others. Not safe for several threads.
 */
final class EditedRows {

    private final RowIndex index;
    private Map<About, Optional<Touched>> known = Map.of();

    private record About(Folder folder, RationaleEdit edit) {}

    private record Touched(int row, String kind) {}

    EditedRows(RowIndex index) {
        this.index = index;
    }

    /** {@return whether it lies over an index} */
    boolean isOver(RowIndex other) {
        return index == other;
    }

    /** {@return the index's rows by what was done about them} */
    Map<String, Map<String, BitSet>> by(StandingEdits edits) {
        Map<About, Optional<Touched>> found = new HashMap<>();
        Map<String, BitSet> values = new LinkedHashMap<>();
        edits.edits().forEach((folder, standing) -> {
            for (RationaleEdit edit : standing.standing()) {
                About about = new About(folder, edit);
                Optional<Touched> touched = known.containsKey(about) ? known.get(about) : find(about);
                found.put(about, touched);
                touched.ifPresent(one ->
                        values.computeIfAbsent(one.kind, kind -> new BitSet()).set(one.row));
            }
        });
        known = found;
        return values.isEmpty() ? Map.of() : Map.of(FacetName.EDITED, values);
    }

    private Optional<Touched> find(About about) {
        return index.find(about.edit.split().word(), about.edit.uid())
                .flatMap(index::row)
                .map(row -> new Touched(row.id(), kind(row, about.folder, about.edit)));
    }

    private static String kind(IndexedRow row, Folder folder, RationaleEdit edit) {
        List<IndexedRationale> about = new ArrayList<>(row.rationales());
        about.removeIf(one -> !Folder.of(one).equals(folder) || !one.source().equals(edit.source()));
        if (about.stream().noneMatch(one -> StandingEdits.seen(one).equals(edit.rationaleSha256()))) {
            return "out of date";
        }
        if (edit.action() == Action.veto) {
            return "vetoed";
        }
        return edit.rationaleSha256().isEmpty() ? "written" : "edited";
    }
}
