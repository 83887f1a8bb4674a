package dev.scholium.teacher;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * One opening of a journal by one process; tells requests that are under way from those of a process that died.
 *
 * @param id number of the session in the journal
 * @param pid process that opened it
 * @param processStarted when that process began, in milliseconds since 1970; 0 if unknown
 * @param run the run folder it belongs to; empty for none
 */
record JournalSession(long id, long pid, long processStarted, String run) {

    /** Two readings of a process's start differ by as much when the clock is adjusted in between. */
    private static final long TOLERANCE_MILLIS = 2000;

    static JournalSession insert(Connection connection, long pid, long started, String run, String now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO session (pid, process_started, opened_at, run) VALUES (?, ?, ?, ?) RETURNING id")) {
            insert.setLong(1, pid);
            insert.setLong(2, started);
            insert.setString(3, now);
            insert.setString(4, run);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return new JournalSession(row.getLong(1), pid, started, run);
            }
        }
    }

    static long started(ProcessHandle process) {
        Optional<Instant> start = process.info().startInstant();
        return start.map(Instant::toEpochMilli).orElse(0L);
    }

    /** {@return whether a process that began at a time still runs on this machine} */
    static boolean isAlive(long pid, long processStarted) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isEmpty() || !process.get().isAlive()) {
            return false;
        }
        long now = started(process.get());
        return now == 0 || processStarted == 0 || Math.abs(now - processStarted) <= TOLERANCE_MILLIS;
    }
}
