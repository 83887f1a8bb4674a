package dev.scholium.cli;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a journal holds after its process was killed, read without Scholium's own code.
 *
 * @param answered the raw replies, by what was asked
 * @param unknown what was asked without a known outcome
 * @param spent what the run's account says in USD: replies, failures, and what is reserved for unknown outcomes
 */
record JournalAtAKill(Map<String, String> answered, Set<String> unknown, double spent) {

    private static final double PICOS = 1e12;

    static JournalAtAKill read(Path file) throws SQLException {
        Map<String, String> answered = new HashMap<>();
        Set<String> unknown = new HashSet<>();
        double spent = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(
                    "SELECT p.user, r.raw FROM reply r JOIN prompt p ON p.request_id = r.request_id")) {
                while (rows.next()) {
                    answered.put(rows.getString(1), rows.getString(2));
                }
            }
            try (ResultSet rows = statement.executeQuery(
                    "SELECT p.user FROM request q JOIN prompt p ON p.request_id = q.id WHERE q.state = 'asked'")) {
                while (rows.next()) {
                    unknown.add(rows.getString(1));
                }
            }
            try (ResultSet sum = statement.executeQuery("SELECT (SELECT coalesce(sum(cost), 0) FROM reply)"
                    + " + (SELECT coalesce(sum(cost), 0) FROM failure)"
                    + " + (SELECT coalesce(sum(reserved), 0) FROM request WHERE state = 'asked')")) {
                sum.next();
                spent = sum.getLong(1) / PICOS;
            }
        }
        return new JournalAtAKill(answered, unknown, spent);
    }
}
