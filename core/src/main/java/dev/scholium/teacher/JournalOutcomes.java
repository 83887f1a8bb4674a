package dev.scholium.teacher;

import dev.scholium.teacher.price.Usd;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes down what became of requests that were sent; on the writer's thread. */
final class JournalOutcomes {

    private static final String INSERT_REPLY = """
            INSERT OR REPLACE INTO reply (request_id, text, finish_reason, model, prompt_tokens, completion_tokens,
              cached_tokens, hidden_tokens, latency_ms, attempt, answered_at, raw, session_id, cost)
            SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM request WHERE hash = ?
            """;

    private static final String INSERT_FAILURE = """
            INSERT INTO failure (request_id, session_id, attempt, status, reason, failed_at, raw, cost)
            SELECT id, ?, ?, ?, ?, ?, ?, ? FROM request WHERE hash = ?
            """;

    private static final String SET_STATE = "UPDATE request SET state = ? WHERE hash = ?";

    private static final String AGAIN =
            "UPDATE request SET state = 'asked', session_id = ?, reserved = ?, batch_id = ? WHERE hash = ?";

    private final JournalSession session;
    private final JournalStatements statements;

    JournalOutcomes(JournalSession session, Connection connection) {
        this.session = session;
        this.statements = new JournalStatements(connection);
    }

    boolean answered(RequestHash hash, Completion completion, int attempt, @Nullable Usd cost, String now)
            throws SQLException {
        PreparedStatement insert = statements.of(INSERT_REPLY);
        insert.setString(1, completion.text());
        insert.setString(2, completion.finishReason());
        insert.setString(3, completion.model());
        insert.setLong(4, completion.usage().promptTokens());
        insert.setLong(5, completion.usage().completionTokens());
        insert.setLong(6, completion.usage().cachedTokens());
        insert.setLong(7, completion.usage().hiddenTokens());
        insert.setLong(8, completion.latency().toMillis());
        insert.setInt(9, attempt);
        insert.setString(10, now);
        insert.setString(11, completion.raw());
        insert.setLong(12, session.id());
        JournalStatements.set(insert, 13, cost == null ? null : cost.picos());
        insert.setBytes(14, hash.bytes());
        insert.executeUpdate();
        return setState(hash, "answered");
    }

    boolean failed(RequestHash hash, TeacherFault fault, int attempt, boolean last, @Nullable Usd cost, String now)
            throws SQLException {
        PreparedStatement insert = statements.of(INSERT_FAILURE);
        insert.setLong(1, session.id());
        insert.setInt(2, attempt);
        insert.setInt(3, fault.status());
        insert.setString(4, fault.reason());
        insert.setString(5, now);
        insert.setString(6, fault.raw());
        JournalStatements.set(insert, 7, cost == null ? null : cost.picos());
        insert.setBytes(8, hash.bytes());
        insert.executeUpdate();
        return setState(hash, last ? "failed" : "waiting");
    }

    boolean waiting(RequestHash hash) throws SQLException {
        return setState(hash, "waiting");
    }

    boolean again(RequestHash hash, @Nullable Usd reserved, @Nullable Long batch) throws SQLException {
        PreparedStatement update = statements.of(AGAIN);
        update.setLong(1, session.id());
        JournalStatements.set(update, 2, reserved == null ? null : reserved.picos());
        JournalStatements.set(update, 3, batch);
        update.setBytes(4, hash.bytes());
        return update.executeUpdate() == 1;
    }

    private boolean setState(RequestHash hash, String state) throws SQLException {
        PreparedStatement update = statements.of(SET_STATE);
        update.setString(1, state);
        update.setBytes(2, hash.bytes());
        return update.executeUpdate() == 1;
    }
}
