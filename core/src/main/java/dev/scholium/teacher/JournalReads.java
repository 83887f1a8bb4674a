package dev.scholium.teacher;

import dev.scholium.teacher.price.Usd;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The journal's questions to its file; under one lock. */
final class JournalReads {

    private static final String FIND = """
            SELECT q.id, q.state, q.session_id, q.batch_id, s.pid, s.process_started, s.closed_at, b.ended_at,
              r.text, r.finish_reason, r.model, r.prompt_tokens, r.completion_tokens, r.cached_tokens, r.hidden_tokens,
              r.latency_ms, r.raw, r.cost, r.session_id AS answered_in
            FROM request q JOIN session s ON s.id = q.session_id LEFT JOIN reply r ON r.request_id = q.id
              LEFT JOIN batch b ON b.id = q.batch_id
            WHERE q.hash = ?
            """;

    private static final String LAST_FAILURE =
            "SELECT reason, raw FROM failure WHERE request_id = ? ORDER BY id DESC LIMIT 1";

    private static final String OPEN = """
            SELECT q.session_id, q.batch_id, s.pid, s.process_started, s.closed_at, b.ended_at, count(*) AS requests,
              sum(q.reserved / 1000000000) AS billions, sum(q.reserved % 1000000000) AS rest
            FROM request q JOIN session s ON s.id = q.session_id LEFT JOIN batch b ON b.id = q.batch_id
            WHERE q.state = 'asked' GROUP BY q.session_id, q.batch_id
            """;

    // in two parts: one sum could overflow, which SQLite answers with an error
    private static final String REPLIES_COST = """
            SELECT sum(r.cost / 1000000000), sum(r.cost % 1000000000)
            FROM session s JOIN reply r ON r.session_id = s.id WHERE s.run = ?
            """;

    private static final String FAILURES_COST = """
            SELECT sum(f.cost / 1000000000), sum(f.cost % 1000000000)
            FROM session s JOIN failure f ON f.session_id = s.id WHERE s.run = ?
            """;

    private static final String UNKNOWN_COST = """
            SELECT sum(q.reserved / 1000000000), sum(q.reserved % 1000000000)
            FROM request q JOIN session s ON s.id = q.session_id LEFT JOIN batch b ON b.id = q.batch_id
            WHERE q.state = 'asked' AND s.run = ? AND (b.id IS NULL OR b.ended_at IS NOT NULL)
            """;

    private static final String PURGED_COST =
            "SELECT sum(purged_cost / 1000000000), sum(purged_cost % 1000000000) FROM session WHERE run = ?";

    private static final String BATCHES_COST = """
            SELECT sum(q.reserved / 1000000000), sum(q.reserved % 1000000000)
            FROM request q JOIN session s ON s.id = q.session_id JOIN batch b ON b.id = q.batch_id
            WHERE q.state = 'asked' AND s.run = ? AND b.ended_at IS NULL
            """;

    /** The same for a file of version 1 that is not to be changed. */
    private static final String FIND_VERSION_1 = """
            SELECT q.id, q.state, q.session_id, NULL AS batch_id, s.pid, s.process_started, s.closed_at,
              NULL AS ended_at, r.text, r.finish_reason, r.model, r.prompt_tokens, r.completion_tokens,
              0 AS cached_tokens, 0 AS hidden_tokens, r.latency_ms, r.raw, NULL AS cost, q.session_id AS answered_in
            FROM request q JOIN session s ON s.id = q.session_id LEFT JOIN reply r ON r.request_id = q.id
            WHERE q.hash = ?
            """;

    private final JournalSession session;
    private final String find;
    private final JournalStatements statements;

    JournalReads(JournalSession session, Connection connection) {
        this(session, connection, JournalSchema.VERSION);
    }

    JournalReads(JournalSession session, Connection connection, int version) {
        this.find = version == 1 ? FIND_VERSION_1 : FIND;
        this.session = session;
        this.statements = new JournalStatements(connection);
    }

    JournalEntry find(RequestHash hash) throws SQLException {
        PreparedStatement select = statements.of(find);
        select.setBytes(1, hash.bytes());
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return new JournalEntry.Missing();
            }
            long id = row.getLong("id");
            return switch (row.getString("state")) {
                case "answered" ->
                    new JournalEntry.Answered(
                            id, row.getLong("answered_in") == session.id(), completion(row), usd(row, "cost"));
                case "unsent" -> new JournalEntry.Missing();
                case "asked", "waiting" -> new JournalEntry.Asked(isUnderWay(row, session));
                default -> lastFailure(id, row.getLong("session_id") == session.id());
            };
        }
    }

    private JournalEntry lastFailure(long id, boolean mine) throws SQLException {
        PreparedStatement last = statements.of(LAST_FAILURE);
        last.setLong(1, id);
        try (ResultSet row = last.executeQuery()) {
            boolean found = row.next();
            return new JournalEntry.Failed(
                    id, mine, found ? row.getString("reason") : "unknown", found ? row.getString("raw") : "");
        }
    }

    /** What the run's earlier sessions have spent, and what is reserved for their batch jobs; none outside a run. */
    Ledger ledger(Connection connection) throws SQLException {
        if (session.run().isEmpty()) {
            return new Ledger(Usd.ZERO, Usd.ZERO);
        }
        Usd spent = sum(connection, REPLIES_COST)
                .plus(sum(connection, FAILURES_COST))
                .plus(sum(connection, UNKNOWN_COST))
                .plus(sum(connection, PURGED_COST));
        return new Ledger(spent, sum(connection, BATCHES_COST));
    }

    private Usd sum(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, session.run());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return whole(row.getLong(1), row.getLong(2));
            }
        }
    }

    /** How many requests have an unknown outcome: neither under way in a living process nor in an open batch job. */
    UnknownOutcomes unknown() throws SQLException {
        long requests = 0;
        Usd most = Usd.ZERO;
        try (ResultSet row = statements.of(OPEN).executeQuery()) {
            while (row.next()) {
                if (!isUnderWay(row, session)) {
                    requests += row.getLong("requests");
                    most = most.plus(whole(row.getLong("billions"), row.getLong("rest")));
                }
            }
        }
        return new UnknownOutcomes(requests, most);
    }

    private static Usd whole(long billions, long rest) {
        return new Usd(1_000_000_000L).times(billions).plus(new Usd(rest));
    }

    /** Whether somebody will still hear of a request: this session, another living one, or an open batch job. */
    static boolean isUnderWay(ResultSet row, JournalSession session) throws SQLException {
        if (isInOpenBatch(row) || row.getLong("session_id") == session.id()) {
            return true;
        }
        boolean closed = row.getString("closed_at") != null;
        return !closed && JournalSession.isAlive(row.getLong("pid"), row.getLong("process_started"));
    }

    static boolean isInOpenBatch(ResultSet row) throws SQLException {
        row.getLong("batch_id");
        return !row.wasNull() && row.getString("ended_at") == null;
    }

    private static Completion completion(ResultSet row) throws SQLException {
        return new Completion(
                row.getString("text"),
                row.getString("finish_reason"),
                new TokenUsage(
                        row.getLong("prompt_tokens"),
                        row.getLong("completion_tokens"),
                        row.getLong("cached_tokens"),
                        row.getLong("hidden_tokens")),
                row.getString("model"),
                Duration.ofMillis(row.getLong("latency_ms")),
                row.getString("raw"));
    }

    static @Nullable Usd usd(ResultSet row, String column) throws SQLException {
        long picos = row.getLong(column);
        return row.wasNull() ? null : new Usd(picos);
    }
}
