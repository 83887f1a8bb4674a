package dev.scholium.web.browse;

import dev.scholium.augment.RationaleEdit;
import dev.scholium.browse.IndexedRationale;
import dev.scholium.browse.IndexedRow;
import dev.scholium.failure.ScholiumException;
import dev.scholium.web.Pages;
import dev.scholium.web.WebRefusal;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Answers {@code POST /edit}: keeps what a person did about a rationale, or says that it is not what they saw any more
 * and gives them their text back.
 */
final class EditHandler {

    private static final String CHANGED = "somebody or a run has changed this rationale since you opened the row";

    private final OpenIndex index;
    private final PersonEdits edits;
    private final Clock clock;

    EditHandler(OpenIndex index, PersonEdits edits, Clock clock) {
        this.index = index;
        this.edits = edits;
        this.clock = clock;
    }

    void edit(Context request) {
        EditForm form = EditForm.of(request);
        String obstacle;
        try {
            obstacle = index.readFresh(open -> keep(BrowsePages.asked(request, open), form)) ? "" : CHANGED;
        } catch (ScholiumException e) {
            obstacle = String.valueOf(e.getMessage());
        }
        String back = index.read(open -> {
            IndexedRow row = BrowsePages.asked(request, open);
            return BrowsePages.query(request, open, edits.now(open).overlay()).link(row.split(), row.uid());
        });
        if (obstacle.isEmpty()) {
            request.redirect(back + "&done=" + form.action(), HttpStatus.SEE_OTHER);
        } else {
            request.status(409);
            Pages.answer(request, "browse/conflict.jte", Map.of("form", form, "back", back, "obstacle", obstacle));
        }
    }

    private boolean keep(IndexedRow row, EditForm form) {
        RationaleEdit edit = form.edit(row, clock);
        Optional<IndexedRationale> about = row.rationales().stream()
                .filter(one -> one.run() == form.place()
                        && one.folder().equals(form.folder())
                        && one.source().equals(form.source()))
                .findFirst();
        if (about.isEmpty()) {
            return false;
        }
        if (!about.get().rejected() && edit.text().equals(about.get().text())) {
            throw new WebRefusal(400, "the text is the source's own; change it, veto it, or leave it as it is");
        }
        return edits.add(row, about.get(), edit, form.token());
    }
}
