package dev.scholium.teacher;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;

/** A journal in the hands of its owner: lists what is in it, and deletes for good. */
public final class JournalArchive implements AutoCloseable {

    private static final String REQUESTS = " FROM request q JOIN teacher t ON t.id = q.teacher_id"
            + " JOIN session s ON s.id = q.session_id WHERE " + JournalFilter.WHERE;

    private final Path file;
    private final Connection connection;

    private JournalArchive(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Opens a journal that is there; an older version is brought up to date.
     *
     * @param file the SQLite file
     * @return the journal
     * @throws ScholiumException if there is no such file, it is no journal, of a newer version, or cannot be written
     */
    public static JournalArchive open(Path file) {
        if (!Files.exists(file)) {
            throw new ScholiumException(ExitCode.USAGE, file + ": there is no such journal");
        }
        return new JournalArchive(file, JournalSchema.openWriter(file, 0));
    }

    /**
     * Looks at requests in the order in which they were first asked.
     *
     * @param filter which
     * @param visitor takes them one by one
     */
    public void each(JournalFilter filter, Consumer<JournalLine> visitor) {
        visit(filter, false, visitor);
    }

    /**
     * Looks at the requests whose outcome is unknown, because the process that sent them died.
     *
     * @param visitor takes them one by one
     */
    public void eachUnknown(Consumer<JournalLine> visitor) {
        visit(new JournalFilter(null, "asked", null, null, null), true, visitor);
    }

    private void visit(JournalFilter filter, boolean onlyUnknown, Consumer<JournalLine> visitor) {
        JournalSession nobody = new JournalSession(0, 0, 0, "");
        try (PreparedStatement select =
                connection.prepareStatement(JournalLine.SELECT + JournalFilter.WHERE + " ORDER BY q.id")) {
            filter.bind(select);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (!onlyUnknown || !JournalReads.isUnderWay(row, nobody)) {
                        visitor.accept(JournalLine.of(row));
                    }
                }
            }
        } catch (SQLException e) {
            throw JournalSchema.failure(file, e);
        }
    }

    /**
     * How many requests a filter means.
     *
     * @param filter which
     * @return how many there are
     */
    public long count(JournalFilter filter) {
        try (PreparedStatement select = connection.prepareStatement("SELECT count(*)" + REQUESTS)) {
            filter.bind(select);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw JournalSchema.failure(file, e);
        }
    }

    /**
     * Deletes requests with their prompts, replies and failures, and rewrites the file, so that their text is neither
     * in it nor in its log. What they cost stays on the account of their runs.
     *
     * @param filter which
     * @return how many were deleted
     * @throws ScholiumException if a run uses the journal, or it holds an open batch job
     */
    public long purge(JournalFilter filter) {
        refuseWhileInUse();
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA secure_delete = ON");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("CREATE TEMP TABLE purged (id INTEGER PRIMARY KEY)");
            long requests = select(filter);
            for (String change : List.of(
                    "UPDATE session SET purged_cost = purged_cost"
                            + cost("SELECT cost FROM reply WHERE session_id = session.id AND request_id")
                            + cost("SELECT cost FROM failure WHERE session_id = session.id AND request_id")
                            + cost("SELECT reserved AS cost FROM request WHERE session_id = session.id"
                                    + " AND state = 'asked' AND id"),
                    "DELETE FROM prompt WHERE request_id IN (SELECT id FROM purged)",
                    "DELETE FROM reply WHERE request_id IN (SELECT id FROM purged)",
                    "DELETE FROM failure WHERE request_id IN (SELECT id FROM purged)",
                    "DELETE FROM request WHERE id IN (SELECT id FROM purged)",
                    "DROP TABLE purged")) {
                statement.execute(change);
            }
            statement.execute("COMMIT");
            statement.execute("VACUUM");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            return requests;
        } catch (SQLException e) {
            throw JournalSchema.failure(file, e);
        }
    }

    private static String cost(String costs) {
        return " + coalesce((SELECT sum(cost) FROM (" + costs + " IN (SELECT id FROM purged))), 0)";
    }

    private long select(JournalFilter filter) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO purged SELECT q.id" + REQUESTS)) {
            filter.bind(insert);
            return insert.executeUpdate();
        }
    }

    private void refuseWhileInUse() {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT pid, process_started FROM session WHERE closed_at IS NULL"
                                + " UNION ALL SELECT NULL, NULL FROM batch WHERE ended_at IS NULL")) {
            while (row.next()) {
                long pid = row.getLong(1);
                if (row.wasNull()) {
                    throw new ScholiumException(
                            ExitCode.FAILED,
                            file + ": a batch job has not ended yet; fetch or cancel it before anything is deleted");
                }
                if (JournalSession.isAlive(pid, row.getLong(2))) {
                    throw new ScholiumException(
                            ExitCode.FAILED,
                            file + ": process " + pid
                                    + " uses this journal; wait for its end before anything is deleted");
                }
            }
        } catch (SQLException e) {
            throw JournalSchema.failure(file, e);
        }
    }

    @Override
    public void close() {
        JournalSchema.close(connection);
    }
}
