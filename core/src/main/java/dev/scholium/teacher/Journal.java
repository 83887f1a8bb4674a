package dev.scholium.teacher;

import dev.scholium.failure.ScholiumException;
import dev.scholium.teacher.price.Usd;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * All requests that were ever sent to teachers and every reply as it came, with what they cost, in one SQLite file.
 *
 * <p>A request is written down before it is sent and its reply before anything reads it. A run that is killed at any
 * instant therefore leaves at most the requests under way with an unknown outcome, and knows which. Safe for any number
 * of threads; several processes may use one file. What one thread hands over is committed in that order.
 */
public final class Journal implements AutoCloseable {

    private final Path file;
    private final Clock clock;
    private final JournalWriter writer;
    private final Connection reading;
    private final JournalSession session;
    private final JournalReads reads;
    private final JournalClaims claims;
    private final JournalOutcomes outcomes;
    private final JournalBatches batches;
    private final Ledger ledger;
    private final HashSketch sketch;

    private Journal(Path file, Clock clock, String run, long maxPages) {
        this.file = file;
        this.clock = clock;
        Connection writing = JournalSchema.openWriter(file, maxPages);
        this.reading = JournalSchema.openReader(file);
        this.writer = new JournalWriter(file, writing);
        ProcessHandle process = ProcessHandle.current();
        this.session = writer.write(connection ->
                JournalSession.insert(connection, process.pid(), JournalSession.started(process), run, now()));
        this.reads = new JournalReads(session, reading);
        this.claims = new JournalClaims(session, writing);
        this.outcomes = new JournalOutcomes(session, writing);
        this.batches = new JournalBatches(this, writer, claims);
        this.ledger = read(reads::ledger);
        this.sketch = read(HashSketch::of);
    }

    /**
     * Opens a journal, or makes a new one, outside any run: what is spent counts for this opening alone.
     *
     * @param file the SQLite file; its folder is made when missing
     * @param clock for the times of requests and replies, which are for people only
     * @return the journal
     * @throws ScholiumException if the file is no journal, is of a newer version, or cannot be written
     */
    public static Journal open(Path file, Clock clock) {
        return new Journal(file, clock, "", 0);
    }

    /**
     * Opens a journal, or makes a new one, for a run: what is spent counts together with the run's earlier openings.
     *
     * @param file the SQLite file; its folder is made when missing
     * @param clock for the times of requests and replies, which are for people only
     * @param run the run folder
     * @return the journal
     * @throws ScholiumException if the file is no journal, is of a newer version, or cannot be written
     */
    public static Journal open(Path file, Clock clock, Path run) {
        return new Journal(file, clock, run.toAbsolutePath().normalize().toString(), 0);
    }

    /** A journal whose file may not grow past a number of pages: a full disk, for tests; 0 for no limit. */
    static Journal open(Path file, Clock clock, long maxPages) {
        return new Journal(file, clock, "", maxPages);
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
        /** Do not send it now: another process, or another asker of this one, has it under way. */
        UNDER_WAY,
        /** Do not send it now: it is part of a batch job whose end nobody has heard of yet. */
        IN_BATCH
    }

    /**
     * Whether a request need not be looked for: the file did not hold it when it was opened, and nobody asked this
     * about it since. What another process writes meanwhile is found by {@link #claim}.
     *
     * @param hash which
     * @return true if so; mostly, but not always, where it could be
     */
    public boolean isNew(RequestHash hash) {
        return sketch.isNew(hash);
    }

    /**
     * What is known of a request.
     *
     * @param hash which
     * @return its state, with the completion where there is one
     * @throws ScholiumException if the file cannot be read
     */
    public JournalEntry find(RequestHash hash) {
        return read(connection -> reads.find(hash));
    }

    /**
     * Writes down that a request is about to be sent, unless it need not be.
     *
     * @param hash of the two others
     * @param teacher who will be asked
     * @param question what
     * @param reserved the most it may cost; absent if its price is unknown
     * @return whether to send it; if so, this is committed
     * @throws ScholiumException if it cannot be written
     */
    public Claim claim(RequestHash hash, TeacherIdentity teacher, Question question, @Nullable Usd reserved) {
        String now = now();
        return writer.write(connection -> claims.claim(hash, teacher, question, reserved, null, now));
    }

    /**
     * Writes down that a request that waited is about to be sent once more by this session.
     *
     * @param hash the request that was claimed and failed, but not for good
     * @param reserved the most this attempt may cost; absent if its price is unknown
     * @throws ScholiumException if it cannot be written
     */
    public void again(RequestHash hash, @Nullable Usd reserved) {
        writer.write(connection -> outcomes.again(hash, reserved, null));
    }

    /**
     * Writes down that a request brought nothing, cost nothing and waits to be sent once more by this session.
     *
     * @param hash the request that was claimed
     * @throws ScholiumException if it cannot be written
     */
    public void waiting(RequestHash hash) {
        writer.write(connection -> outcomes.waiting(hash));
    }

    /**
     * Writes down a reply, and waits until it is committed.
     *
     * @param hash the request that was claimed
     * @param completion the reply as it came
     * @param attempt how often it was sent, from 1
     * @param cost what it cost; absent if its price is unknown
     * @throws ScholiumException if it cannot be written
     */
    public void answered(RequestHash hash, Completion completion, int attempt, @Nullable Usd cost) {
        JournalWriter.join(answering(hash, completion, attempt, cost));
    }

    /**
     * Hands a reply over to be written down before anything that is handed over later.
     *
     * @param hash the request that was claimed
     * @param completion the reply as it came
     * @param attempt how often it was sent, from 1
     * @param cost what it cost; absent if its price is unknown
     */
    public void answeredLater(RequestHash hash, Completion completion, int attempt, @Nullable Usd cost) {
        CompletableFuture<Boolean> unused = answering(hash, completion, attempt, cost); // flush() tells of failures
    }

    private CompletableFuture<Boolean> answering(
            RequestHash hash, Completion completion, int attempt, @Nullable Usd cost) {
        String now = now();
        return writer.writeLater(connection -> outcomes.answered(hash, completion, attempt, cost, now));
    }

    /**
     * Writes down an attempt that failed, and waits until it is committed.
     *
     * @param hash the request that was claimed
     * @param fault why
     * @param attempt how often it was sent, from 1
     * @param last whether it will not be sent again in this run
     * @param cost what the attempt may have cost: zero where the server said that it did nothing; absent if its price
     *     is unknown
     * @throws ScholiumException if it cannot be written
     */
    public void failed(RequestHash hash, TeacherFault fault, int attempt, boolean last, @Nullable Usd cost) {
        JournalWriter.join(failing(hash, fault, attempt, last, cost));
    }

    /**
     * Hands an attempt that failed over to be written down before anything that is handed over later.
     *
     * @param hash the request that was claimed
     * @param fault why
     * @param attempt how often it was sent, from 1
     * @param last whether it will not be sent again in this run
     * @param cost what the attempt may have cost; absent if its price is unknown
     */
    public void failedLater(RequestHash hash, TeacherFault fault, int attempt, boolean last, @Nullable Usd cost) {
        CompletableFuture<Boolean> unused = failing(hash, fault, attempt, last, cost); // flush() tells of failures
    }

    private CompletableFuture<Boolean> failing(
            RequestHash hash, TeacherFault fault, int attempt, boolean last, @Nullable Usd cost) {
        String now = now();
        return writer.writeLater(connection -> outcomes.failed(hash, fault, attempt, last, cost, now));
    }

    /** Waits until everything that was handed over is committed. */
    public void flush() {
        writer.write(connection -> true);
    }

    /**
     * Requests whose outcome is unknown, because the process that sent them died.
     *
     * @return how many there are in the file
     * @throws ScholiumException if the file cannot be read
     */
    public long unresolved() {
        return unknown().requests();
    }

    /**
     * Requests whose outcome is unknown, because the process that sent them died.
     *
     * @return how many there are in the file, and what they may have cost
     * @throws ScholiumException if the file cannot be read
     */
    public UnknownOutcomes unknown() {
        return read(connection -> reads.unknown());
    }

    /** {@return what the run has spent and reserved, over all its sessions} */
    public Ledger ledger() {
        return ledger;
    }

    /** {@return the batch jobs at providers} */
    public JournalBatches batches() {
        return batches;
    }

    /** {@return the file} */
    public Path file() {
        return file;
    }

    /** {@return the run folder that this opening belongs to; empty for none} */
    public String run() {
        return session.run();
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

    /** A question to the file. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Connection connection) throws SQLException;
    }

    <T> T read(Reading<T> question) {
        synchronized (reading) {
            try {
                return question.read(reading);
            } catch (SQLException e) {
                throw JournalSchema.failure(file, e);
            }
        }
    }

    JournalSession session() {
        return session;
    }

    JournalOutcomes outcomes() {
        return outcomes;
    }

    String now() {
        return clock.instant().toString();
    }
}
