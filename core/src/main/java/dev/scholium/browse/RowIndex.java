package dev.scholium.browse;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A finished index. A filter is one bit a row in memory, so that rows are counted and paged by a few thousand words
 * whatever is chosen; texts are read for one page at a time. Safe for several threads.
 */
public final class RowIndex implements AutoCloseable {

    private static final int CACHED_SEARCHES = 32;

    private final Path file;
    private final Connection connection;
    private final IndexedRows rows;
    private final Map<String, Map<String, BitSet>> facets;
    private final List<String> notes;
    private final int size;
    private final Map<String, BitSet> searches = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, BitSet> eldest) {
            return size() > CACHED_SEARCHES;
        }
    };

    private RowIndex(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        this.facets = facets(connection);
        this.rows = new IndexedRows(connection);
        try (Statement statement = connection.createStatement()) {
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM row")) {
                this.size = count.getInt(1);
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet note = statement.executeQuery("SELECT text FROM note")) {
                while (note.next()) {
                    texts.add(note.getString(1));
                }
            }
            this.notes = List.copyOf(texts);
        }
    }

    /** Opens a finished file. */
    static RowIndex open(Path file) {
        try {
            return new RowIndex(file, IndexSchema.open(file));
        } catch (SQLException e) {
            throw IndexSchema.failure(file, e);
        }
    }

    private static Map<String, Map<String, BitSet>> facets(Connection connection) throws SQLException {
        Map<String, Map<String, BitSet>> facets = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet facet = statement.executeQuery("SELECT name, value, rows FROM facet")) {
            while (facet.next()) {
                facets.computeIfAbsent(facet.getString(1), name -> new LinkedHashMap<>())
                        .put(facet.getString(2), BitSet.valueOf(facet.getBytes(3)));
            }
        }
        return facets;
    }

    /** {@return how many rows there are} */
    public int size() {
        return size;
    }

    /** {@return the names of all filters, but for those that an overlay brings} */
    public Set<String> facetNames() {
        return Collections.unmodifiableSet(facets.keySet());
    }

    /** {@return what readers should know: rows left out, facets that are no filters} */
    public List<String> notes() {
        return notes;
    }

    /**
     * A page of rows in the order of the files.
     *
     * @param selection which rows
     * @param overlay facets that are not in the index, by name and value; such as which rows a person has edited
     * @param page its number from 1; a number too high gives the last page
     * @return the page, with no rows where the selection has none
     */
    public RowPage page(Selection selection, Map<String, Map<String, BitSet>> overlay, int page) {
        BitSet selected = selected(selection, overlay);
        int total = selected.cardinality();
        int pages = Math.max(1, (total + RowPage.SIZE - 1) / RowPage.SIZE);
        int number = Math.max(1, Math.min(page, pages));
        List<Integer> ids = selected.stream()
                .skip((long) (number - 1) * RowPage.SIZE)
                .limit(RowPage.SIZE)
                .boxed()
                .toList();
        List<IndexedRow> read = new ArrayList<>();
        for (int id : ids) {
            row(id).ifPresent(read::add);
        }
        return new RowPage(total, number, pages, read);
    }

    /**
     * A row with all that was said of it.
     *
     * @param id its number
     * @return the row, if there is one with that number
     */
    public Optional<IndexedRow> row(int id) {
        try {
            synchronized (connection) {
                return rows.row(id);
            }
        } catch (SQLException e) {
            throw IndexSchema.failure(file, e);
        }
    }

    /**
     * The number of a row.
     *
     * @param split the part of the data
     * @param uid its uid
     * @return from 0; empty if there is no such row
     */
    public Optional<Integer> find(String split, String uid) {
        try {
            synchronized (connection) {
                return rows.find(split, uid);
            }
        } catch (SQLException e) {
            throw IndexSchema.failure(file, e);
        }
    }

    /**
     * The row before or after another in a selection.
     *
     * @param selection which rows
     * @param overlay as in {@link #page}
     * @param id where to begin
     * @param step 1 for the next, -1 for the one before
     * @return its number, if there is one
     */
    public Optional<Integer> neighbour(
            Selection selection, Map<String, Map<String, BitSet>> overlay, int id, int step) {
        BitSet selected = selected(selection, overlay);
        int found = step > 0 ? selected.nextSetBit(id + 1) : id <= 0 ? -1 : selected.previousSetBit(id - 1);
        return found < 0 ? Optional.empty() : Optional.of(found);
    }

    /**
     * All filters with how many rows each value would leave.
     *
     * @param selection what is chosen
     * @param overlay as in {@link #page}
     * @return in the order in which they were gathered; facets of a single value for all rows are left out
     */
    public List<FacetCount> facets(Selection selection, Map<String, Map<String, BitSet>> overlay) {
        BitSet found = found(selection.text());
        List<FacetCount> counts = new ArrayList<>();
        all(overlay).forEach((name, values) -> {
            BitSet others = restricted(found, selection, overlay, FacetName.needsAll(name) ? "" : name);
            List<FacetCount.Value> shown = new ArrayList<>();
            values.forEach((value, of) -> {
                BitSet left = (BitSet) of.clone();
                left.and(others);
                shown.add(new FacetCount.Value(
                        value, left.cardinality(), selection.of(name).contains(value)));
            });
            boolean tellsNothing = values.size() == 1
                    && values.values().iterator().next().cardinality() == size
                    && selection.of(name).isEmpty();
            if (!tellsNothing) {
                counts.add(new FacetCount(name, shown));
            }
        });
        return counts;
    }

    private Map<String, Map<String, BitSet>> all(Map<String, Map<String, BitSet>> overlay) {
        Map<String, Map<String, BitSet>> all = new LinkedHashMap<>(facets);
        all.putAll(overlay);
        return all;
    }

    private BitSet selected(Selection selection, Map<String, Map<String, BitSet>> overlay) {
        return restricted(found(selection.text()), selection, overlay, "");
    }

    private BitSet restricted(
            BitSet found, Selection selection, Map<String, Map<String, BitSet>> overlay, String except) {
        BitSet left = (BitSet) found.clone();
        Map<String, Map<String, BitSet>> all = all(overlay);
        selection.values().forEach((name, chosen) -> {
            if (name.equals(except)) {
                return;
            }
            Map<String, BitSet> values = all.getOrDefault(name, Map.of());
            if (FacetName.needsAll(name)) {
                chosen.forEach(value -> left.and(values.getOrDefault(value, new BitSet())));
            } else {
                BitSet any = new BitSet();
                chosen.forEach(value -> any.or(values.getOrDefault(value, new BitSet())));
                left.and(any);
            }
        });
        return left;
    }

    private BitSet found(String typed) {
        String query = SearchText.query(typed);
        if (query.isEmpty()) {
            BitSet all = new BitSet(size);
            all.set(0, size);
            return all;
        }
        synchronized (connection) {
            BitSet known = searches.get(query);
            if (known == null) {
                known = search(query);
                searches.put(query, known);
            }
            return known;
        }
    }

    private BitSet search(String query) {
        BitSet rows = new BitSet(size);
        try (PreparedStatement search = connection.prepareStatement("SELECT rowid FROM words WHERE words MATCH ?")) {
            search.setString(1, query);
            try (ResultSet row = search.executeQuery()) {
                while (row.next()) {
                    rows.set(row.getInt(1));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw IndexSchema.failure(file, e);
        }
    }

    @Override
    public void close() {
        try {
            synchronized (connection) {
                connection.close();
            }
        } catch (SQLException e) {
            throw IndexSchema.failure(file, e);
        }
    }
}
