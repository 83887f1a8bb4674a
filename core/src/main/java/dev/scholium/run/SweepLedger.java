package dev.scholium.run;

import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AppendedLines;
import dev.scholium.file.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sweep's {@code ledger.jsonl}: only ever appended to, each line forced to the disk before anything builds on it. A
 * last line that a killed process left torn counts as not written. Safe for several threads of one process.
 */
final class SweepLedger implements AutoCloseable {

    private final Path file;
    private final Clock clock;
    private final FileChannel channel;
    private final List<LedgerLine> lines;

    private SweepLedger(Path file, Clock clock, FileChannel channel, List<LedgerLine> lines) {
        this.file = file;
        this.clock = clock;
        this.channel = channel;
        this.lines = lines;
    }

    /**
     * Opens a ledger to append to it; a torn last line is cut off.
     *
     * @param file where; made when missing
     * @param clock for the lines' times
     * @return the ledger, to be closed
     * @throws ScholiumException if it is damaged before its last line, or cannot be written
     */
    static SweepLedger open(Path file, Clock clock) {
        List<LedgerLine> lines = read(file);
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            AppendedLines.cutTornLine(channel);
            return new SweepLedger(file, clock, channel, lines);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }

    /**
     * Reads a ledger that another process may be writing.
     *
     * @param file a ledger; a missing one is empty
     * @return its whole lines in order
     * @throws ScholiumException if one of them cannot be understood
     */
    static List<LedgerLine> read(Path file) {
        return AppendedLines.read(file, LedgerLine.class, "a line of a sweep's ledger");
    }

    /**
     * Appends a line; it is on the disk when this returns.
     *
     * @param trial id of the trial
     * @param event what happened
     * @param reason why, for a failure
     * @param seconds how long it took
     */
    synchronized void add(String trial, LedgerLine.Event event, @Nullable String reason, @Nullable Double seconds) {
        LedgerLine line = new LedgerLine(
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(), trial, event, reason, seconds);
        try {
            AppendedLines.append(channel, line);
            channel.force(false);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
        lines.add(line);
    }

    /** {@return all lines by now} */
    synchronized List<LedgerLine> lines() {
        return List.copyOf(lines);
    }

    /** The last line that says how a trial stands; that test was read, or that halving passed it over, does not. */
    static Optional<LedgerLine> last(List<LedgerLine> lines, String trial) {
        return lines.stream()
                .filter(line -> line.trial().equals(trial)
                        && line.event() != LedgerLine.Event.tested
                        && line.event() != LedgerLine.Event.dropped)
                .reduce((before, after) -> after);
    }

    /** Whether the last line of a trial says that halving passed it over. */
    static boolean isDropped(List<LedgerLine> lines, String trial) {
        return lines.stream()
                .filter(line -> line.trial().equals(trial))
                .reduce((before, after) -> after)
                .filter(line -> line.event() == LedgerLine.Event.dropped)
                .isPresent();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }
}
