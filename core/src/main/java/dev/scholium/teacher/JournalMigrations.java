package dev.scholium.teacher;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Brings the tables of an older journal up to date, one version after the other; nothing in it is lost. */
final class JournalMigrations {

    /** From version 1 to 2: money, runs, batch jobs, and prompts with demonstrations and schema. */
    private static final List<String> TO_VERSION_2 = List.of(
            "ALTER TABLE session ADD COLUMN run TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE session ADD COLUMN purged_cost INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE request ADD COLUMN reserved INTEGER",
            "ALTER TABLE request ADD COLUMN batch_id INTEGER",
            "ALTER TABLE prompt ADD COLUMN demonstrations TEXT NOT NULL DEFAULT '[]'",
            "ALTER TABLE prompt ADD COLUMN schema TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE reply ADD COLUMN session_id INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE reply ADD COLUMN cached_tokens INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE reply ADD COLUMN hidden_tokens INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE reply ADD COLUMN cost INTEGER",
            "UPDATE reply SET session_id = (SELECT session_id FROM request WHERE request.id = reply.request_id)",
            "ALTER TABLE failure ADD COLUMN cost INTEGER",
            """
            CREATE TABLE batch (
              id INTEGER PRIMARY KEY, teacher_id INTEGER NOT NULL, session_id INTEGER NOT NULL,
              provider_id TEXT NOT NULL DEFAULT '', state TEXT NOT NULL, requests INTEGER NOT NULL DEFAULT 0,
              details TEXT NOT NULL DEFAULT '{}', created_at TEXT NOT NULL, submitted_at TEXT, ended_at TEXT)
            """,
            "CREATE INDEX request_batch ON request (batch_id) WHERE batch_id IS NOT NULL AND state = 'asked'",
            "CREATE INDEX reply_cost ON reply (session_id, cost)",
            "CREATE INDEX failure_cost ON failure (session_id, cost)");

    /** What leads from version {@code i + 1} to the next. */
    static final List<List<String>> STEPS = List.of(TO_VERSION_2);

    private JournalMigrations() {}

    /** Takes all steps that an open transaction's journal lacks. */
    static void migrate(Statement statement, int version) throws SQLException {
        for (int from = version; from <= STEPS.size(); from++) {
            for (String change : STEPS.get(from - 1)) {
                statement.execute(change);
            }
            statement.execute("PRAGMA user_version = " + (from + 1));
        }
    }
}
