package dev.scholium.teacher;

import dev.scholium.prompt.Prompt;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The journal's statements. Changes run on the writer's thread, questions under the journal's lock. */
final class JournalTables {

    private static final String FIND = """
            SELECT q.id, q.state, q.session_id, s.pid, s.process_started, s.closed_at, r.text, r.finish_reason, r.model,
              r.prompt_tokens, r.completion_tokens, r.latency_ms, r.raw
            FROM request q JOIN session s ON s.id = q.session_id LEFT JOIN reply r ON r.request_id = q.id
            WHERE q.hash = ?
            """;

    private final JournalSession session;
    private final Map<TeacherIdentity, Long> teacherIds = new HashMap<>();
    private final Statements writing = new Statements();
    private final Statements reading = new Statements();

    JournalTables(JournalSession session) {
        this.session = session;
    }

    /** Statements that are prepared once a connection. */
    private static final class Statements {
        private final Map<String, PreparedStatement> prepared = new HashMap<>();

        PreparedStatement of(Connection connection, String sql) throws SQLException {
            PreparedStatement statement = prepared.get(sql);
            if (statement == null) {
                statement = connection.prepareStatement(sql);
                prepared.put(sql, statement);
            }
            return statement;
        }
    }

    static JournalSession insertSession(Connection connection, long pid, long started, String now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO session (pid, process_started, opened_at) VALUES (?, ?, ?) RETURNING id")) {
            insert.setLong(1, pid);
            insert.setLong(2, started);
            insert.setString(3, now);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return new JournalSession(row.getLong(1), pid, started);
            }
        }
    }

    JournalEntry find(Connection connection, RequestHash hash) throws SQLException {
        PreparedStatement find = reading.of(connection, FIND);
        find.setBytes(1, hash.bytes());
        try (ResultSet row = find.executeQuery()) {
            if (!row.next()) {
                return new JournalEntry.Missing();
            }
            long id = row.getLong("id");
            boolean mine = row.getLong("session_id") == session.id();
            String state = row.getString("state");
            if (state.equals("answered")) {
                return new JournalEntry.Answered(id, mine, Journal.completion(row));
            }
            if (state.equals("asked")) {
                return new JournalEntry.Asked(isUnderWay(row));
            }
            return lastFailure(connection, id, mine);
        }
    }

    private JournalEntry lastFailure(Connection connection, long id, boolean mine) throws SQLException {
        PreparedStatement last =
                reading.of(connection, "SELECT reason, raw FROM failure WHERE request_id = ? ORDER BY id DESC LIMIT 1");
        last.setLong(1, id);
        try (ResultSet row = last.executeQuery()) {
            boolean found = row.next();
            return new JournalEntry.Failed(
                    id, mine, found ? row.getString("reason") : "unknown", found ? row.getString("raw") : "");
        }
    }

    private boolean isUnderWay(ResultSet row) throws SQLException {
        if (row.getLong("session_id") == session.id()) {
            return true;
        }
        boolean closed = row.getString("closed_at") != null;
        return !closed
                && new JournalSession(row.getLong("session_id"), row.getLong("pid"), row.getLong("process_started"))
                        .isAlive();
    }

    Journal.Claim claim(Connection connection, RequestHash hash, TeacherIdentity teacher, Question question, String now)
            throws SQLException {
        PreparedStatement find = writing.of(connection, """
                SELECT q.id, q.state, q.session_id, s.pid, s.process_started, s.closed_at
                FROM request q JOIN session s ON s.id = q.session_id WHERE q.hash = ?
                """);
        find.setBytes(1, hash.bytes());
        long id;
        boolean unknownOutcome;
        try (ResultSet row = find.executeQuery()) {
            if (!row.next()) {
                insertRequest(connection, hash, teacherId(connection, teacher), question.sample(), now);
                insertPrompt(connection, hash, question.prompt());
                return Journal.Claim.ASK;
            }
            id = row.getLong("id");
            String state = row.getString("state");
            if (state.equals("answered")) {
                return Journal.Claim.ANSWERED;
            }
            if (state.equals("failed") && row.getLong("session_id") == session.id()) {
                return Journal.Claim.FAILED;
            }
            unknownOutcome = state.equals("asked");
            if (unknownOutcome && isUnderWay(row)) {
                return Journal.Claim.UNDER_WAY;
            }
        }
        PreparedStatement take = writing.of(
                connection,
                "UPDATE request SET state = 'asked', session_id = ?, asked_at = ?, times_asked = times_asked + 1"
                        + " WHERE id = ?");
        take.setLong(1, session.id());
        take.setString(2, now);
        take.setLong(3, id);
        take.executeUpdate();
        return unknownOutcome ? Journal.Claim.ASK_AGAIN : Journal.Claim.ASK;
    }

    private void insertRequest(Connection connection, RequestHash hash, long teacherId, int sample, String now)
            throws SQLException {
        PreparedStatement insert = writing.of(
                connection,
                "INSERT INTO request (hash, teacher_id, sample, session_id, state, asked_at, times_asked)"
                        + " VALUES (?, ?, ?, ?, 'asked', ?, 1)");
        insert.setBytes(1, hash.bytes());
        insert.setLong(2, teacherId);
        insert.setInt(3, sample);
        insert.setLong(4, session.id());
        insert.setString(5, now);
        insert.executeUpdate();
    }

    private void insertPrompt(Connection connection, RequestHash hash, Prompt prompt) throws SQLException {
        PreparedStatement insert = writing.of(
                connection,
                "INSERT INTO prompt (request_id, system, user) SELECT id, ?, ? FROM request WHERE hash = ?");
        insert.setString(1, prompt.system());
        insert.setString(2, prompt.user());
        insert.setBytes(3, hash.bytes());
        insert.executeUpdate();
    }

    private long teacherId(Connection connection, TeacherIdentity teacher) throws SQLException {
        Long known = teacherIds.get(teacher);
        if (known != null) {
            return known;
        }
        PreparedStatement insert =
                writing.of(connection, "INSERT OR IGNORE INTO teacher (provider, model, settings) VALUES (?, ?, ?)");
        insert.setString(1, teacher.provider());
        insert.setString(2, teacher.model());
        insert.setString(3, teacher.settings());
        insert.executeUpdate();
        PreparedStatement find =
                writing.of(connection, "SELECT id FROM teacher WHERE provider = ? AND model = ? AND settings = ?");
        find.setString(1, teacher.provider());
        find.setString(2, teacher.model());
        find.setString(3, teacher.settings());
        try (ResultSet row = find.executeQuery()) {
            row.next();
            long id = row.getLong(1);
            teacherIds.put(teacher, id);
            return id;
        }
    }

    boolean insertReply(Connection connection, RequestHash hash, Completion completion, int attempt, String now)
            throws SQLException {
        PreparedStatement insert = writing.of(
                connection,
                "INSERT OR REPLACE INTO reply (request_id, text, finish_reason, model, prompt_tokens,"
                        + " completion_tokens, latency_ms, attempt, answered_at, raw)"
                        + " SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM request WHERE hash = ?");
        insert.setString(1, completion.text());
        insert.setString(2, completion.finishReason());
        insert.setString(3, completion.model());
        insert.setLong(4, completion.usage().promptTokens());
        insert.setLong(5, completion.usage().completionTokens());
        insert.setLong(6, completion.latency().toMillis());
        insert.setInt(7, attempt);
        insert.setString(8, now);
        insert.setString(9, completion.raw());
        insert.setBytes(10, hash.bytes());
        insert.executeUpdate();
        return setState(connection, hash, "answered");
    }

    boolean insertFailure(
            Connection connection, RequestHash hash, TeacherFault fault, int attempt, boolean last, String now)
            throws SQLException {
        PreparedStatement insert = writing.of(
                connection,
                "INSERT INTO failure (request_id, session_id, attempt, status, reason, failed_at, raw)"
                        + " SELECT id, ?, ?, ?, ?, ?, ? FROM request WHERE hash = ?");
        insert.setLong(1, session.id());
        insert.setInt(2, attempt);
        insert.setInt(3, fault.status());
        insert.setString(4, fault.reason());
        insert.setString(5, now);
        insert.setString(6, fault.raw());
        insert.setBytes(7, hash.bytes());
        insert.executeUpdate();
        return last && setState(connection, hash, "failed");
    }

    private boolean setState(Connection connection, RequestHash hash, String state) throws SQLException {
        PreparedStatement update = writing.of(connection, "UPDATE request SET state = ? WHERE hash = ?");
        update.setString(1, state);
        update.setBytes(2, hash.bytes());
        return update.executeUpdate() == 1;
    }

    long unresolved(Connection connection) throws SQLException {
        PreparedStatement count = reading.of(connection, """
                SELECT q.session_id, s.pid, s.process_started, s.closed_at, count(*) AS requests
                FROM request q JOIN session s ON s.id = q.session_id WHERE q.state = 'asked' GROUP BY q.session_id
                """);
        long unresolved = 0;
        try (ResultSet row = count.executeQuery()) {
            while (row.next()) {
                unresolved += isUnderWay(row) ? 0 : row.getLong("requests");
            }
        }
        return unresolved;
    }
}
