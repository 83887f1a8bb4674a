package dev.scholium.web.browse;

import dev.scholium.browse.FacetCount;
import dev.scholium.browse.IndexedRow;
import dev.scholium.browse.RowIndex;
import dev.scholium.browse.Selection;
import dev.scholium.web.Pages;
import dev.scholium.web.WebRefusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code GET /}, a page of rows, {@code GET /row}, one row, {@code POST /edit}, what a person does about a
 * rationale, and {@code GET /live}, how running work goes. Safe for several threads.
 */
public final class BrowsePages {

    private final OpenIndex index;
    private final Places places;
    private final PersonEdits edits;
    private final String who;
    private final Clock clock;

    /**
     * The pages of some places.
     *
     * @param index over their rows; closed by the caller
     * @param who edits are by, unless the person names another; may be empty
     * @param clock for the times of edits and of running work
     */
    public BrowsePages(OpenIndex index, String who, Clock clock) {
        this.index = index;
        this.places = new Places(index.places().places());
        this.edits = new PersonEdits(places, clock);
        this.who = who;
        this.clock = clock;
    }

    /**
     * Adds what it answers.
     *
     * @param routes of the server
     */
    public void addTo(RoutesConfig routes) {
        routes.get("/", this::rows);
        routes.get("/row", this::row);
        routes.get("/live", request -> live(request, "browse/live.jte"));
        routes.get("/live/part", request -> live(request, "browse/livepart.jte"));
        routes.post("/edit", new EditHandler(index, edits, clock)::edit);
    }

    /**
     * Pages to ask for before readers do, one of each kind.
     *
     * @return their paths
     */
    public List<String> rehearsal() {
        return index.read(open -> open.row(0)
                .map(row -> List.of(
                        "/", "/?q=the", new RowsQuery(Selection.all(), 1).link(row.split(), row.uid()), "/live"))
                .orElse(List.of("/", "/live")));
    }

    private void rows(Context request) {
        Pages.answer(request, "browse/rows.jte", Map.of("page", index.read(open -> rows(request, open))));
    }

    private void live(Context request, String template) {
        Pages.answer(request, template, Map.of("page", LivePage.of(places, clock.instant())));
    }

    private RowsPage rows(Context request, RowIndex open) {
        Map<String, Map<String, BitSet>> overlay = edits.now(open).overlay();
        RowsQuery query = query(request, open, overlay);
        List<FacetCount> facets = open.facets(query.selection(), overlay);
        return new RowsPage(places, query, open.page(query.selection(), overlay, query.page()), facets, open.notes());
    }

    private void row(Context request) {
        RowView view = index.read(open -> view(request, open, asked(request, open)));
        Pages.answer(request, "browse/row.jte", Map.of("page", view));
    }

    /** {@return the row that a link names} */
    static IndexedRow asked(Context request, RowIndex open) {
        return open.find(parameter(request, "in"), parameter(request, "uid"))
                .flatMap(open::row)
                .orElseThrow(() -> new WebRefusal(404, "there is no such row"));
    }

    private RowView view(Context request, RowIndex open, IndexedRow row) {
        PersonEdits.Now now = edits.now(open);
        Map<String, Map<String, BitSet>> overlay = now.overlay();
        RowsQuery query = query(request, open, overlay);
        SharedWords words = new SharedWords(row.fields());
        List<Said> said = row.rationales().stream()
                .map(one -> Said.of(places, one, edits.state(now.standing(), row, one), words))
                .toList();
        return new RowView(
                places,
                query,
                row,
                link(query, open, open.neighbour(query.selection(), overlay, row.id(), -1)),
                link(query, open, open.neighbour(query.selection(), overlay, row.id(), 1)),
                said,
                who,
                parameter(request, "done"));
    }

    private static String link(RowsQuery query, RowIndex open, Optional<Integer> id) {
        return id.flatMap(open::row)
                .map(row -> query.link(row.split(), row.uid()))
                .orElse("");
    }

    /** {@return the selection that a link names} */
    static RowsQuery query(Context request, RowIndex open, Map<String, Map<String, BitSet>> overlay) {
        Set<String> facets = new LinkedHashSet<>(open.facetNames());
        facets.addAll(overlay.keySet());
        return RowsQuery.of(request.queryParamMap(), facets);
    }

    private static String parameter(Context request, String name) {
        @Nullable String value = request.queryParam(name);
        return value == null ? "" : value;
    }
}
