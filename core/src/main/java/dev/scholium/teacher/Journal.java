package dev.scholium.teacher;

import dev.scholium.failure.ScholiumException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

/**
 * All requests that were ever sent to teachers and every reply as it came, in one SQLite file.
 *
 * <p>A request is written down before it is sent and its reply before anything reads it, each committed when the call
 * returns. A run that is killed at any instant therefore leaves at most the requests under way with an unknown outcome,
 * and knows which. Safe for any number of threads; several processes may use one file.
 */
public final class Journal implements AutoCloseable {

    private final Path file;
    private final Clock clock;
    private final JournalWriter writer;
    private final JournalTables tables;
    private final Connection reading;
    private final JournalSession session;

    private Journal(Path file, Clock clock, long maxPages) {
        this.file = file;
        this.clock = clock;
        Connection writing = JournalSchema.openWriter(file, maxPages);
        this.reading = JournalSchema.openReader(file);
        this.writer = new JournalWriter(file, writing);
        ProcessHandle process = ProcessHandle.current();
        this.session = writer.write(connection ->
                JournalTables.insertSession(connection, process.pid(), JournalSession.started(process), now()));
        this.tables = new JournalTables(session);
    }

    /**
     * Opens a journal, or makes a new one.
     *
     * @param file the SQLite file; its folder is made when missing
     * @param clock for the times of requests and replies, which are for people only
     * @return the journal
     * @throws ScholiumException if the file is no journal, is of a newer version, or cannot be written
     */
    public static Journal open(Path file, Clock clock) {
        return new Journal(file, clock, 0);
    }

    /** A journal whose file may not grow past a number of pages: a full disk, for tests; 0 for no limit. */
    static Journal open(Path file, Clock clock, long maxPages) {
        return new Journal(file, clock, maxPages);
    }

    /** What a process that wants to send a request is told. */
    public enum Claim {
        /** Send it: it was never asked, or failed in an earlier run. */
        ASK,
        /** Send it again: it was under way when the process that asked it died, and its outcome is unknown. */
        ASK_AGAIN,
        /** Do not send it: it was answered. */
        ANSWERED,
        /** Do not send it: it failed in this run. */
        FAILED,
        /** Do not send it now: another process, or another pool of this one, has it under way. */
        UNDER_WAY
    }

    /**
     * What is known of a request.
     *
     * @param hash which
     * @return its state, with the completion where there is one
     * @throws ScholiumException if the file cannot be read
     */
    public JournalEntry find(RequestHash hash) {
        synchronized (reading) {
            try {
                return tables.find(reading, hash);
            } catch (SQLException e) {
                throw JournalSchema.failure(file, e);
            }
        }
    }

    /**
     * Writes down that a request is about to be sent, unless it need not be.
     *
     * @param hash of the two others
     * @param teacher who will be asked
     * @param question what
     * @return whether to send it; if so, this is committed
     * @throws ScholiumException if it cannot be written
     */
    public Claim claim(RequestHash hash, TeacherIdentity teacher, Question question) {
        String now = now();
        return writer.write(connection -> tables.claim(connection, hash, teacher, question, now));
    }

    /**
     * Writes down a reply.
     *
     * @param hash the request that was claimed
     * @param completion the reply as it came
     * @param attempt how often it was sent, from 1
     * @throws ScholiumException if it cannot be written
     */
    public void answered(RequestHash hash, Completion completion, int attempt) {
        String now = now();
        writer.write(connection -> tables.insertReply(connection, hash, completion, attempt, now));
    }

    /**
     * Writes down an attempt that failed.
     *
     * @param hash the request that was claimed
     * @param fault why
     * @param attempt how often it was sent, from 1
     * @param last whether it will not be sent again in this run
     * @throws ScholiumException if it cannot be written
     */
    public void failed(RequestHash hash, TeacherFault fault, int attempt, boolean last) {
        String now = now();
        writer.write(connection -> tables.insertFailure(connection, hash, fault, attempt, last, now));
    }

    /**
     * Requests whose outcome is unknown, because the process that sent them died.
     *
     * @return how many there are in the file
     * @throws ScholiumException if the file cannot be read
     */
    public long unresolved() {
        synchronized (reading) {
            try {
                return tables.unresolved(reading);
            } catch (SQLException e) {
                throw JournalSchema.failure(file, e);
            }
        }
    }

    /** {@return the file} */
    public Path file() {
        return file;
    }

    /** Ends the session; what was confirmed before is in the file. */
    @Override
    public void close() {
        try {
            String now = now();
            writer.write(connection -> {
                try (PreparedStatement close =
                        connection.prepareStatement("UPDATE session SET closed_at = ? WHERE id = ?")) {
                    close.setString(1, now);
                    close.setLong(2, session.id());
                    return close.executeUpdate();
                }
            });
        } catch (ScholiumException | IllegalStateException unwritable) {
            // said before; an unclosed session is one of a process that ended
        } finally {
            synchronized (reading) {
                JournalSchema.close(reading);
            }
            writer.close();
        }
    }

    private String now() {
        return clock.instant().toString();
    }

    static Completion completion(ResultSet row) throws SQLException {
        return new Completion(
                row.getString("text"),
                row.getString("finish_reason"),
                new TokenUsage(row.getLong("prompt_tokens"), row.getLong("completion_tokens")),
                row.getString("model"),
                Duration.ofMillis(row.getLong("latency_ms")),
                row.getString("raw"));
    }
}
