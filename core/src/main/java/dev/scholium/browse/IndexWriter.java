package dev.scholium.browse;

import dev.scholium.file.Json;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Puts rows and what was said of them into a new index, one by one. For one thread. */
final class IndexWriter implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement find;
    private final PreparedStatement row;
    private final PreparedStatement columns;
    private final PreparedStatement rationale;
    private final PreparedStatement answer;
    private int rows;

    IndexWriter(Path file) throws SQLException {
        connection = IndexSchema.create(file);
        find = connection.prepareStatement("SELECT id FROM row WHERE split = ? AND uid = ?");
        row = connection.prepareStatement("INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?)");
        columns = connection.prepareStatement("UPDATE row SET columns = ? WHERE id = ?");
        rationale = connection.prepareStatement("INSERT INTO rationale VALUES (?, ?, ?, ?, ?, ?, ?)");
        answer = connection.prepareStatement("INSERT INTO answer VALUES (?, ?, ?, ?)");
    }

    /**
     * The number of a row, which is noted when it is new.
     *
     * @return from 0, without gaps
     */
    int row(String split, String uid, String label, Map<String, String> fields, Place place) throws SQLException {
        find.setString(1, split);
        find.setString(2, uid);
        try (ResultSet found = find.executeQuery()) {
            if (found.next()) {
                return found.getInt(1);
            }
        }
        row.setInt(1, rows);
        row.setString(2, split);
        row.setString(3, uid);
        row.setString(4, label);
        row.setString(5, Json.line(fields));
        row.setString(6, "{}");
        row.setString(7, place.name());
        row.executeUpdate();
        return rows++;
    }

    /** Notes what else the data have of a row. */
    void columns(int of, Map<String, String> values) throws SQLException {
        if (!values.isEmpty()) {
            columns.setString(1, Json.line(values));
            columns.setInt(2, of);
            columns.executeUpdate();
        }
    }

    /** Notes a rationale, or why there is none. */
    void rationale(int of, int run, RunFiles.RowFile file, String text, JsonNode line) throws SQLException {
        rationale.setInt(1, of);
        rationale.setInt(2, run);
        rationale.setString(3, file.folder());
        rationale.setString(4, file.name());
        rationale.setBoolean(5, file.content() == RunFiles.Content.REJECTED);
        rationale.setString(6, text);
        rationale.setString(7, line.toString());
        rationale.executeUpdate();
    }

    /** Notes what a system said. */
    void answer(int of, int run, String trial, JsonNode line) throws SQLException {
        answer.setInt(1, of);
        answer.setInt(2, run);
        answer.setString(3, trial);
        answer.setString(4, line.toString());
        answer.executeUpdate();
    }

    int size() {
        return rows;
    }

    /** Makes the rows searchable and notes facets, notes and the stamp; nothing may be added afterwards. */
    void finish(Facets facets, Iterable<String> notes, String stamp, Runnable afterEachRow) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            IndexSchema.finish(statement);
        }
        indexWords(afterEachRow);
        try (PreparedStatement facet = connection.prepareStatement("INSERT INTO facet VALUES (?, ?, ?)");
                PreparedStatement note = connection.prepareStatement("INSERT INTO note VALUES (?)");
                PreparedStatement last = connection.prepareStatement("INSERT INTO stamp VALUES (?)")) {
            for (Map.Entry<String, Map<String, BitSet>> named : facets.all().entrySet()) {
                for (Map.Entry<String, BitSet> value : named.getValue().entrySet()) {
                    facet.setString(1, named.getKey());
                    facet.setString(2, value.getKey());
                    facet.setBytes(3, value.getValue().toByteArray());
                    facet.executeUpdate();
                }
            }
            for (String text : notes) {
                note.setString(1, text);
                note.executeUpdate();
            }
            last.setString(1, stamp);
            last.executeUpdate();
        }
        connection.commit();
    }

    private void indexWords(Runnable afterEachRow) throws SQLException {
        try (Statement all = connection.createStatement();
                ResultSet row = all.executeQuery("SELECT id, uid, fields FROM row ORDER BY id");
                PreparedStatement said = connection.prepareStatement("SELECT text FROM rationale WHERE row_id = ?");
                PreparedStatement words =
                        connection.prepareStatement("INSERT INTO words (rowid, text) VALUES (?, ?)")) {
            while (row.next()) {
                StringBuilder text = new StringBuilder(row.getString(2));
                Json.mapper()
                        .readTree(row.getString(3))
                        .forEach(field -> text.append('\n').append(field.asString("")));
                said.setInt(1, row.getInt(1));
                try (ResultSet rationales = said.executeQuery()) {
                    while (rationales.next()) {
                        text.append('\n').append(rationales.getString(1));
                    }
                }
                words.setInt(1, row.getInt(1));
                words.setString(2, text.toString());
                words.executeUpdate();
                afterEachRow.run();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
