package dev.scholium.teacher;

import dev.scholium.file.Json;
import dev.scholium.prompt.Prompt;
import dev.scholium.prompt.ReplySchema;
import dev.scholium.teacher.price.Usd;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down what is about to be sent; on the writer's thread. */
final class JournalClaims {

    private static final String INSERT_REQUEST = """
            INSERT INTO request (hash, teacher_id, sample, session_id, state, asked_at, times_asked, reserved, batch_id)
            VALUES (?, ?, ?, ?, 'asked', ?, 1, ?, ?) ON CONFLICT (hash) DO NOTHING
            """;

    private static final String INSERT_PROMPT = """
            INSERT INTO prompt (request_id, system, user, demonstrations, schema)
            VALUES (last_insert_rowid(), ?, ?, ?, ?)
            """;

    private static final String FIND = """
            SELECT q.id, q.state, q.session_id, q.batch_id, q.reserved, s.pid, s.process_started, s.closed_at, b.ended_at
            FROM request q JOIN session s ON s.id = q.session_id LEFT JOIN batch b ON b.id = q.batch_id
            WHERE q.hash = ?
            """;

    /**
     * What is asked again after a crash has been paid for, perhaps: it stays on the account of the session that died.
     */
    private static final String LOSE = """
            INSERT INTO failure (request_id, session_id, attempt, status, reason, failed_at, raw, cost)
            SELECT id, session_id, 0, 0, 'the process that sent it ended before the outcome was known', ?, '', reserved
            FROM request WHERE id = ?
            """;

    private static final String TAKE = """
            UPDATE request SET state = 'asked', session_id = ?, asked_at = ?, times_asked = times_asked + 1, reserved = ?,
              batch_id = ? WHERE id = ?
            """;

    private final JournalSession session;
    private final JournalStatements statements;
    private final Map<TeacherIdentity, Long> teacherIds = new HashMap<>();

    JournalClaims(JournalSession session, Connection connection) {
        this.session = session;
        this.statements = new JournalStatements(connection);
    }

    /** Takes a request for this session, unless it need not be sent. */
    Journal.Claim claim(
            RequestHash hash,
            TeacherIdentity teacher,
            Question question,
            @Nullable Usd reserved,
            @Nullable Long batch,
            String now)
            throws SQLException {
        if (insert(hash, teacher, question, reserved, batch, now)) {
            return Journal.Claim.ASK;
        }
        PreparedStatement find = statements.of(FIND);
        find.setBytes(1, hash.bytes());
        long id;
        boolean lost;
        try (ResultSet row = find.executeQuery()) {
            row.next();
            id = row.getLong("id");
            String state = row.getString("state");
            if (state.equals("answered")) {
                return Journal.Claim.ANSWERED;
            }
            if (state.equals("failed") && row.getLong("session_id") == session.id()) {
                return Journal.Claim.FAILED;
            }
            lost = state.equals("asked");
            boolean atRest = state.equals("failed") || state.equals("unsent");
            if (!atRest && JournalReads.isUnderWay(row, session)) {
                return JournalReads.isInOpenBatch(row) ? Journal.Claim.IN_BATCH : Journal.Claim.UNDER_WAY;
            }
        }
        if (lost) {
            PreparedStatement lose = statements.of(LOSE);
            lose.setString(1, now);
            lose.setLong(2, id);
            lose.executeUpdate();
        }
        take(id, reserved, batch, now);
        return lost ? Journal.Claim.ASK_AGAIN : Journal.Claim.ASK;
    }

    private boolean insert(
            RequestHash hash,
            TeacherIdentity teacher,
            Question question,
            @Nullable Usd reserved,
            @Nullable Long batch,
            String now)
            throws SQLException {
        PreparedStatement insert = statements.of(INSERT_REQUEST);
        insert.setBytes(1, hash.bytes());
        insert.setLong(2, teacherId(teacher));
        insert.setInt(3, question.sample());
        insert.setLong(4, session.id());
        insert.setString(5, now);
        JournalStatements.set(insert, 6, reserved == null ? null : reserved.picos());
        JournalStatements.set(insert, 7, batch);
        if (insert.executeUpdate() == 0) {
            return false;
        }
        Prompt prompt = question.prompt();
        PreparedStatement words = statements.of(INSERT_PROMPT);
        words.setString(1, prompt.system());
        words.setString(2, prompt.user());
        words.setString(3, prompt.demonstrations().isEmpty() ? "[]" : Json.line(prompt.demonstrations()));
        ReplySchema schema = prompt.schema();
        words.setString(4, schema == null ? "" : Json.line(schema));
        words.executeUpdate();
        return true;
    }

    private void take(long id, @Nullable Usd reserved, @Nullable Long batch, String now) throws SQLException {
        PreparedStatement take = statements.of(TAKE);
        take.setLong(1, session.id());
        take.setString(2, now);
        JournalStatements.set(take, 3, reserved == null ? null : reserved.picos());
        JournalStatements.set(take, 4, batch);
        take.setLong(5, id);
        take.executeUpdate();
    }

    /** Number of a teacher, which is written down when it is new. */
    long teacherId(TeacherIdentity teacher) throws SQLException {
        Long known = teacherIds.get(teacher);
        if (known != null) {
            return known;
        }
        PreparedStatement insert =
                statements.of("INSERT OR IGNORE INTO teacher (provider, model, settings) VALUES (?, ?, ?)");
        set(insert, teacher);
        insert.executeUpdate();
        PreparedStatement find =
                statements.of("SELECT id FROM teacher WHERE provider = ? AND model = ? AND settings = ?");
        set(find, teacher);
        try (ResultSet row = find.executeQuery()) {
            row.next();
            long id = row.getLong(1);
            teacherIds.put(teacher, id);
            return id;
        }
    }

    private static void set(PreparedStatement statement, TeacherIdentity teacher) throws SQLException {
        statement.setString(1, teacher.provider());
        statement.setString(2, teacher.model());
        statement.setString(3, teacher.settings());
    }
}
