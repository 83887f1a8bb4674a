package dev.scholium.web.browse;

import dev.scholium.augment.RationaleEdit;
import dev.scholium.augment.RationaleEdit.Action;
import dev.scholium.browse.IndexedRow;
import dev.scholium.web.WebRefusal;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a person sent about a rationale.
 *
 * @param action what to do
 * @param place number of the rationale's run among the places
 * @param folder which of that run's folders of rationales it is in
 * @param source its source
 * @param seen names the text that the person saw
 * @param token names the edit that stood then
 * @param text theirs; empty but for an edit
 * @param who they are, as they say
 * @param note why; may be empty
 */
record EditForm(
        Action action,
        int place,
        String folder,
        String source,
        String seen,
        String token,
        String text,
        String who,
        String note) {

    /**
     * Reads a form.
     *
     * @throws WebRefusal if it is none of ours
     */
    static EditForm of(Context request) {
        try {
            Action action = Action.valueOf(field(request, "action"));
            return new EditForm(
                    action,
                    Integer.parseInt(field(request, "place")),
                    field(request, "folder"),
                    field(request, "source"),
                    field(request, "seen"),
                    field(request, "token"),
                    action == Action.edit ? field(request, "text") : "",
                    field(request, "who"),
                    field(request, "note"));
        } catch (IllegalArgumentException e) {
            throw new WebRefusal(400, "action must be edit, veto or restore, and place a number");
        }
    }

    private static String field(Context request, String name) {
        @Nullable String value = request.formParam(name);
        return value == null ? "" : value;
    }

    /**
     * The line for the run's edits.
     *
     * @param row what it is about
     * @param clock says when
     * @throws WebRefusal if nobody is named, there is no text, or something is too long
     */
    RationaleEdit edit(IndexedRow row, Clock clock) {
        try {
            return new RationaleEdit(
                    clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                    who,
                    action,
                    source,
                    row.dataSplit(),
                    row.uid(),
                    seen,
                    text,
                    note);
        } catch (IllegalArgumentException e) {
            throw new WebRefusal(400, String.valueOf(e.getMessage()));
        }
    }
}
