package dev.scholium.web.browse;

import dev.scholium.browse.FacetCount;
import dev.scholium.browse.IndexedRow;
import dev.scholium.browse.RowIndex;
import dev.scholium.web.Pages;
import dev.scholium.web.WebRefusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers {@code GET /}, a page of rows, and {@code GET /row}, one row. Safe for several threads. */
public final class BrowsePages {

    private final OpenIndex index;
    private final Places places;

    /**
     * The pages of some places.
     *
     * @param index over their rows; closed by the caller
     */
    public BrowsePages(OpenIndex index) {
        this.index = index;
        this.places = new Places(index.places().places());
    }

    /**
     * Adds what it answers.
     *
     * @param routes of the server
     */
    public void addTo(RoutesConfig routes) {
        routes.get("/", this::rows);
        routes.get("/row", this::row);
    }

    private void rows(Context request) {
        Pages.answer(request, "browse/rows.jte", Map.of("page", index.read(open -> rows(request, open))));
    }

    private RowsPage rows(Context request, RowIndex open) {
        Map<String, Map<String, BitSet>> overlay = overlay();
        RowsQuery query = query(request, open, overlay);
        List<FacetCount> facets = open.facets(query.selection(), overlay);
        return new RowsPage(places, query, open.page(query.selection(), overlay, query.page()), facets, open.notes());
    }

    private void row(Context request) {
        String split = parameter(request, "in");
        String uid = parameter(request, "uid");
        RowView view = index.read(open -> {
            IndexedRow row = open.find(split, uid)
                    .flatMap(open::row)
                    .orElseThrow(() -> new WebRefusal(404, "there is no such row"));
            return view(request, open, row);
        });
        Pages.answer(request, "browse/row.jte", Map.of("page", view));
    }

    private RowView view(Context request, RowIndex open, IndexedRow row) {
        Map<String, Map<String, BitSet>> overlay = overlay();
        RowsQuery query = query(request, open, overlay);
        return RowView.of(
                places,
                query,
                row,
                link(query, open, open.neighbour(query.selection(), overlay, row.id(), -1)),
                link(query, open, open.neighbour(query.selection(), overlay, row.id(), 1)));
    }

    private static String link(RowsQuery query, RowIndex open, Optional<Integer> id) {
        return id.flatMap(open::row)
                .map(row -> query.link(row.split(), row.uid()))
                .orElse("");
    }

    private static RowsQuery query(Context request, RowIndex open, Map<String, Map<String, BitSet>> overlay) {
        Set<String> facets = new LinkedHashSet<>(open.facetNames());
        facets.addAll(overlay.keySet());
        return RowsQuery.of(request.queryParamMap(), facets);
    }

    private Map<String, Map<String, BitSet>> overlay() {
        return Map.of();
    }

    private static String parameter(Context request, String name) {
        @Nullable String value = request.queryParam(name);
        return value == null ? "" : value;
    }
}
