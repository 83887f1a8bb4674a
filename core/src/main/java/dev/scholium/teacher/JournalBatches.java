package dev.scholium.teacher;

import dev.scholium.teacher.price.Usd;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The batch jobs at providers: which requests are in which, and how each job stands.
 *
 * <p>A job is begun, its requests are claimed into it, then it is submitted. A request in a job that has not ended is
 * under way whatever became of the process that sent it. Its reply or failure is written down like any other's.
 */
public final class JournalBatches {

    private final Journal journal;
    private final JournalWriter writer;
    private final JournalClaims claims;

    JournalBatches(Journal journal, JournalWriter writer, JournalClaims claims) {
        this.journal = journal;
        this.writer = writer;
        this.claims = claims;
    }

    /**
     * One batch job.
     *
     * @param id its number in this journal
     * @param teacher who was asked
     * @param held whether the process that began it is another one and still alive
     * @param run the run folder that submitted it; empty for none
     * @param providerId its name at the provider; empty before it is submitted
     * @param state as its asker calls it, such as {@code preparing}; later the provider's own words
     * @param requests how many were submitted in it
     * @param details whatever its asker needs to go on, in JSON: names of files, counts
     * @param submittedAt when (UTC); empty before
     * @param endedAt when its asker had heard of all its requests (UTC); empty before
     */
    public record Batch(
            long id,
            TeacherIdentity teacher,
            boolean held,
            String run,
            String providerId,
            String state,
            long requests,
            String details,
            String submittedAt,
            String endedAt) {}

    /**
     * One of a batch job's requests that nothing was heard of yet.
     *
     * @param hash its key, and its name at the provider
     * @param reserved the most it may cost; absent if its price is unknown
     */
    public record OpenRequest(RequestHash hash, @Nullable Usd reserved) {}

    /**
     * Begins a job; nothing is in it yet.
     *
     * @param teacher who will be asked
     * @param details in JSON
     * @return its number
     */
    public long begin(TeacherIdentity teacher, String details) {
        String now = journal.now();
        long sessionId = journal.session().id();
        return writer.write(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO batch (teacher_id, session_id, state, details, created_at)"
                            + " VALUES (?, ?, 'preparing', ?, ?) RETURNING id")) {
                insert.setLong(1, claims.teacherId(teacher));
                insert.setLong(2, sessionId);
                insert.setString(3, details);
                insert.setString(4, now);
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    /**
     * Hands over that a request will be sent in a job, unless it need not be.
     *
     * @param batch the job's number
     * @param hash of the two others
     * @param teacher who will be asked
     * @param question what
     * @param reserved the most it may cost; absent if its price is unknown
     * @return ends, when this is committed, with whether to send it
     */
    public CompletableFuture<Journal.Claim> claim(
            long batch, RequestHash hash, TeacherIdentity teacher, Question question, @Nullable Usd reserved) {
        String now = journal.now();
        return writer.writeLater(connection -> claims.claim(hash, teacher, question, reserved, batch, now));
    }

    /**
     * Hands over that a request that failed, but not for good, is sent once more in another job.
     *
     * @param batch the new job's number
     * @param hash the request
     * @param reserved the most it may cost this time; absent if its price is unknown
     */
    public void again(long batch, RequestHash hash, @Nullable Usd reserved) {
        CompletableFuture<Boolean> unused = // Journal.flush() tells of failures
                writer.writeLater(connection -> journal.outcomes().again(hash, reserved, batch));
    }

    /**
     * Notes how a job stands.
     *
     * @param batch its number
     * @param providerId its name at the provider; the submission's time is noted when this is first given
     * @param state in the asker's word
     * @param requests how many are in it
     * @param details in JSON
     */
    public void update(long batch, String providerId, String state, long requests, String details) {
        String now = journal.now();
        writer.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE batch SET submitted_at = CASE WHEN ? <> '' THEN coalesce(submitted_at, ?) END,"
                            + " provider_id = ?, state = ?, requests = ?, details = ? WHERE id = ?")) {
                update.setString(1, providerId);
                update.setString(2, now);
                update.setString(3, providerId);
                update.setString(4, state);
                update.setLong(5, requests);
                update.setString(6, details);
                update.setLong(7, batch);
                return update.executeUpdate();
            }
        });
    }

    /**
     * Notes that nothing more will be heard of a job. Requests in it without an outcome are then of unknown outcome.
     *
     * @param batch its number
     * @param state its last state
     */
    public void end(long batch, String state) {
        String now = journal.now();
        writer.write(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE batch SET ended_at = ?, state = ? WHERE id = ?")) {
                update.setString(1, now);
                update.setString(2, state);
                update.setLong(3, batch);
                return update.executeUpdate();
            }
        });
    }

    /**
     * Takes a job over from a process that is gone, with what it may still cost, so that no two go on with it.
     *
     * @param batch its number
     * @return whether it is this session's now; false while another living process has it, or it has ended
     */
    public boolean adopt(long batch) {
        return writer.write(connection -> {
            try (PreparedStatement find = connection.prepareStatement(
                    "SELECT b.session_id, s.pid, s.process_started, s.closed_at FROM batch b"
                            + " JOIN session s ON s.id = b.session_id WHERE b.id = ? AND b.ended_at IS NULL")) {
                find.setLong(1, batch);
                try (ResultSet row = find.executeQuery()) {
                    if (!row.next() || isHeld(row)) {
                        return false;
                    }
                }
            }
            for (String take : List.of(
                    "UPDATE batch SET session_id = ? WHERE id = ?",
                    "UPDATE request SET session_id = ? WHERE batch_id = ? AND state IN ('asked', 'waiting')")) {
                try (PreparedStatement update = connection.prepareStatement(take)) {
                    update.setLong(1, journal.session().id());
                    update.setLong(2, batch);
                    update.executeUpdate();
                }
            }
            return true;
        });
    }

    /**
     * Jobs of a teacher.
     *
     * @param teacher who was asked
     * @param onlyOpen whether those that ended are left out
     * @return in the order they were begun
     */
    public List<Batch> of(TeacherIdentity teacher, boolean onlyOpen) {
        return journal.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT b.*, s.run, s.pid, s.process_started, s.closed_at FROM batch b JOIN teacher t ON t.id = b.teacher_id
                      JOIN session s ON s.id = b.session_id
                    WHERE t.provider = ? AND t.model = ? AND t.settings = ? AND (b.ended_at IS NULL OR ?)
                    ORDER BY b.id
                    """)) {
                select.setString(1, teacher.provider());
                select.setString(2, teacher.model());
                select.setString(3, teacher.settings());
                select.setBoolean(4, !onlyOpen);
                return batches(select, teacher);
            }
        });
    }

    private List<Batch> batches(PreparedStatement select, TeacherIdentity teacher) throws SQLException {
        List<Batch> batches = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                batches.add(new Batch(
                        row.getLong("id"),
                        teacher,
                        isHeld(row),
                        row.getString("run"),
                        row.getString("provider_id"),
                        row.getString("state"),
                        row.getLong("requests"),
                        row.getString("details"),
                        orEmpty(row.getString("submitted_at")),
                        orEmpty(row.getString("ended_at"))));
            }
        }
        return batches;
    }

    private boolean isHeld(ResultSet row) throws SQLException {
        return row.getLong("session_id") != journal.session().id()
                && row.getString("closed_at") == null
                && JournalSession.isAlive(row.getLong("pid"), row.getLong("process_started"));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /**
     * Notes that a job's requests that nothing was heard of were never sent: anybody may ask them.
     *
     * @param batch its number
     */
    public void unsent(long batch) {
        writer.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE request SET state = 'unsent', batch_id = NULL WHERE batch_id = ? AND state = 'asked'")) {
                update.setLong(1, batch);
                return update.executeUpdate();
            }
        });
    }

    /**
     * The requests of a job that nothing was heard of yet.
     *
     * @param batch its number
     * @return in the order they were claimed
     */
    public List<OpenRequest> open(long batch) {
        return journal.read(connection -> requests(connection, batch, "asked"));
    }

    /**
     * The requests of a job that failed in it, but not for good, and are not in another job yet.
     *
     * @param batch its number
     * @return in the order they were first claimed
     */
    public List<OpenRequest> waiting(long batch) {
        return journal.read(connection -> requests(connection, batch, "waiting"));
    }

    private static List<OpenRequest> requests(Connection connection, long batch, String state) throws SQLException {
        List<OpenRequest> requests = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT hash, reserved FROM request WHERE batch_id = ? AND state = ? ORDER BY id")) {
            select.setLong(1, batch);
            select.setString(2, state);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    requests.add(
                            new OpenRequest(RequestHash.of(row.getBytes("hash")), JournalReads.usd(row, "reserved")));
                }
            }
        }
        return requests;
    }
}
