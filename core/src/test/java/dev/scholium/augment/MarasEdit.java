package dev.scholium.augment;

import dev.scholium.augment.RationaleEdit.Action;
import dev.scholium.data.DataSplit;

/** Edits of the source "reasoning" on training rows, for tests. */
public final class MarasEdit {

    private MarasEdit() {}

    /**
     * An edit by Mara.
     *
     * @param action what she did
     * @param uid of the row
     * @param seen the rationale that she saw
     * @param text hers
     * @return the edit
     */
    public static RationaleEdit of(Action action, String uid, String seen, String text) {
        return new RationaleEdit(
                "2026-11-26T05:00:00Z",
                "Mara",
                action,
                "reasoning",
                DataSplit.TRAIN,
                uid,
                RationaleEdit.hash(seen),
                text,
                "");
    }
}
