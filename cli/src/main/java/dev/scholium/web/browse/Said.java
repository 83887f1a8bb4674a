package dev.scholium.web.browse;

import dev.scholium.augment.RationaleEdit;
import dev.scholium.augment.RationaleEdit.Action;
import dev.scholium.browse.IndexedRationale;
import dev.scholium.web.browse.SharedWords.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rationale as it is shown: the source's text, and what a person did about it.
 *
 * @param name of the source
 * @param rationale what the file says
 * @param state what a person did, and may do
 * @param original the source's text in stretches, shared words marked
 * @param shown the text that students learn, or would if it were not vetoed or rejected
 */
record Said(String name, IndexedRationale rationale, PersonEdits.State state, List<Piece> original, List<Piece> shown) {

    static Said of(Places places, IndexedRationale rationale, PersonEdits.State state, SharedWords words) {
        List<Piece> original = words.mark(rationale.text());
        @Nullable RationaleEdit standing = state.standing();
        List<Piece> shown = standing != null && !state.outOfDate() && standing.action() == Action.edit
                ? words.mark(standing.text())
                : original;
        return new Said(name(places, rationale), rationale, state, original, shown);
    }

    /** {@return its source, and where trials of a sweep share it, the folder that tells it from others of that name} */
    private static String name(Places places, IndexedRationale rationale) {
        String name = places.name(rationale.run(), rationale.source());
        return rationale.folder().isEmpty() ? name : name + " (" + rationale.folder() + ")";
    }

    boolean isReplaced() {
        return !shown.equals(original);
    }

    boolean isVetoed() {
        @Nullable RationaleEdit standing = state.standing();
        return standing != null && !state.outOfDate() && standing.action() == Action.veto;
    }

    boolean isRejected() {
        return rationale.rejected() && !isReplaced();
    }

    boolean mayBeEdited() {
        return state.obstacle().isEmpty();
    }

    /** {@return what a person did, in one line; empty for nothing} */
    String edited() {
        @Nullable RationaleEdit standing = state.standing();
        if (standing == null) {
            return "";
        }
        String what = standing.action() == Action.veto ? "✗ vetoed" : rationale.rejected() ? "✎ written" : "✎ edited";
        return what + " by " + standing.who() + ", " + standing.time()
                + (standing.note().isEmpty() ? "" : ": " + standing.note())
                + (state.outOfDate() ? " (out of date: of a text that is gone, so it is not used)" : "");
    }

    /** {@return the text that an editor begins with} */
    String draft() {
        @Nullable RationaleEdit standing = state.standing();
        if (standing != null && standing.action() == Action.edit) {
            return standing.text();
        }
        return rationale.rejected() ? "" : rationale.text();
    }

    /** {@return names the source's text in a form} */
    String seen() {
        return StandingEdits.seen(rationale);
    }

    /** {@return where it came from, and what a judge made of it} */
    List<RowView.Named> details() {
        List<RowView.Named> details = new ArrayList<>();
        add(details, "", rationale.origin());
        add(details, "judge: ", rationale.judge());
        return details;
    }

    private static void add(List<RowView.Named> details, String prefix, Map<String, String> values) {
        values.forEach((name, value) -> {
            if (!value.isBlank()) {
                details.add(new RowView.Named(prefix + name.replace('_', ' '), value));
            }
        });
    }
}
