package dev.scholium.teacher;

import dev.scholium.failure.ScholiumException;
import dev.scholium.teacher.price.Usd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A journal that is looked at and not changed, of any version; a file that is not there is an empty one. One thread.
 */
public final class JournalView implements AutoCloseable {

    private final Path file;
    private final @Nullable Connection connection;
    private final @Nullable JournalReads reads;
    private final int version;

    private JournalView(Path file, @Nullable Connection connection, @Nullable JournalReads reads, int version) {
        this.file = file;
        this.connection = connection;
        this.reads = reads;
        this.version = version;
    }

    /**
     * Opens a journal for looking.
     *
     * @param file the SQLite file; it is not made when missing
     * @param run the run folder whose money is asked for
     * @return the view
     * @throws ScholiumException if the file is no journal, or is of a newer version
     */
    public static JournalView open(Path file, Path run) {
        if (!Files.exists(file)) {
            return new JournalView(file, null, null, 0);
        }
        Connection connection = JournalSchema.openView(file);
        try (Statement statement = connection.createStatement()) {
            int version = JournalSchema.version(statement);
            JournalSession nobody =
                    new JournalSession(0, 0, 0, run.toAbsolutePath().normalize().toString());
            return new JournalView(file, connection, new JournalReads(nobody, connection, version), version);
        } catch (SQLException e) {
            JournalSchema.close(connection);
            throw JournalSchema.failure(file, e);
        }
    }

    /**
     * One request that was answered.
     *
     * @param teacher who was asked
     * @param system the system message
     * @param user the user's message
     * @param completionTokens how long the answer was
     */
    public record Answer(TeacherIdentity teacher, String system, String user, long completionTokens) {}

    /**
     * What is known of a request.
     *
     * @param hash which
     * @return its state, with the completion where there is one
     * @throws ScholiumException if the file cannot be read
     */
    public JournalEntry find(RequestHash hash) {
        if (reads == null) {
            return new JournalEntry.Missing();
        }
        try {
            return reads.find(hash);
        } catch (SQLException e) {
            throw JournalSchema.failure(file, e);
        }
    }

    /**
     * Looks at every request that was answered.
     *
     * @param visitor takes them one by one
     * @throws ScholiumException if the file cannot be read
     */
    public void eachAnswer(Consumer<Answer> visitor) {
        if (connection == null) {
            return;
        }
        try (PreparedStatement select = connection.prepareStatement("""
                        SELECT t.provider, t.model, t.settings, p.system, p.user, r.completion_tokens
                        FROM request q JOIN teacher t ON t.id = q.teacher_id JOIN prompt p ON p.request_id = q.id
                          JOIN reply r ON r.request_id = q.id WHERE q.state = 'answered'
                        """);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                visitor.accept(new Answer(
                        new TeacherIdentity(row.getString(1), row.getString(2), row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6)));
            }
        } catch (SQLException e) {
            throw JournalSchema.failure(file, e);
        }
    }

    /** {@return what the run has spent over all its sessions, and what is reserved for its batch jobs} */
    public Usd spentAndReserved() {
        if (connection == null || reads == null || version == 1) {
            return Usd.ZERO;
        }
        try {
            Ledger ledger = reads.ledger(connection);
            return ledger.spent().plus(ledger.reserved());
        } catch (SQLException e) {
            throw JournalSchema.failure(file, e);
        }
    }

    /** {@return how many requests in the file have an unknown outcome, because the process that sent them died} */
    public long unresolved() {
        if (reads == null) {
            return 0;
        }
        try {
            return version == 1 ? 0 : reads.unknown().requests();
        } catch (SQLException e) {
            throw JournalSchema.failure(file, e);
        }
    }

    /** {@return whether there is a file} */
    public boolean exists() {
        return connection != null;
    }

    @Override
    public void close() {
        if (connection != null) {
            JournalSchema.close(connection);
        }
    }
}
