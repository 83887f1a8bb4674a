package dev.scholium.browse;

import dev.scholium.file.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads single rows of an index. For one thread at a time. */
final class IndexedRows {

    private final PreparedStatement row;
    private final PreparedStatement rationales;
    private final PreparedStatement answers;
    private final PreparedStatement byUid;

    /** Prepares the queries; they are closed with the connection. */
    IndexedRows(Connection connection) throws SQLException {
        row = connection.prepareStatement("SELECT split, uid, label, fields, columns, place FROM row WHERE id = ?");
        rationales = connection.prepareStatement(
                "SELECT run, folder, source, rejected, text, line FROM rationale WHERE row_id = ? ORDER BY rowid");
        answers = connection.prepareStatement("SELECT run, trial, line FROM answer WHERE row_id = ? ORDER BY rowid");
        byUid = connection.prepareStatement("SELECT id FROM row WHERE split = ? AND uid = ?");
    }

    Optional<IndexedRow> row(int id) throws SQLException {
        row.setInt(1, id);
        try (ResultSet found = row.executeQuery()) {
            if (!found.next()) {
                return Optional.empty();
            }
            return Optional.of(new IndexedRow(
                    id,
                    found.getString(1),
                    found.getString(2),
                    found.getString(3),
                    Texts.of(Json.mapper().readTree(found.getString(4))),
                    Texts.of(Json.mapper().readTree(found.getString(5))),
                    found.getString(6),
                    rationales(id),
                    answers(id)));
        }
    }

    Optional<Integer> find(String split, String uid) throws SQLException {
        byUid.setString(1, split);
        byUid.setString(2, uid);
        try (ResultSet found = byUid.executeQuery()) {
            return found.next() ? Optional.of(found.getInt(1)) : Optional.empty();
        }
    }

    private List<IndexedRationale> rationales(int id) throws SQLException {
        List<IndexedRationale> all = new ArrayList<>();
        rationales.setInt(1, id);
        try (ResultSet found = rationales.executeQuery()) {
            while (found.next()) {
                all.add(new IndexedRationale(
                        found.getInt(1),
                        found.getString(2),
                        found.getString(3),
                        found.getBoolean(4),
                        found.getString(5),
                        Json.mapper().readTree(found.getString(6))));
            }
        }
        return all;
    }

    private List<IndexedAnswer> answers(int id) throws SQLException {
        List<IndexedAnswer> all = new ArrayList<>();
        answers.setInt(1, id);
        try (ResultSet found = answers.executeQuery()) {
            while (found.next()) {
                all.add(new IndexedAnswer(
                        found.getInt(1), found.getString(2), Json.mapper().readTree(found.getString(3))));
            }
        }
        return all;
    }
}
