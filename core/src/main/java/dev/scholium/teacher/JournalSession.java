package dev.scholium.teacher;

import java.time.Instant;
import java.util.Optional;

/**
 * One opening of a journal by one process; tells requests that are under way from those of a process that died.
 *
 * @param id number of the session in the journal
 * @param pid process that opened it
 * @param processStarted when that process began, in milliseconds since 1970; 0 if unknown
 */
record JournalSession(long id, long pid, long processStarted) {

    /** Two readings of a process's start differ by as much when the clock is adjusted in between. */
    private static final long TOLERANCE_MILLIS = 2000;

    static long started(ProcessHandle process) {
        Optional<Instant> start = process.info().startInstant();
        return start.map(Instant::toEpochMilli).orElse(0L);
    }

    /** {@return whether the process that opened the session still runs on this machine} */
    boolean isAlive() {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isEmpty() || !process.get().isAlive()) {
            return false;
        }
        long now = started(process.get());
        return now == 0 || processStarted == 0 || Math.abs(now - processStarted) <= TOLERANCE_MILLIS;
    }
}
