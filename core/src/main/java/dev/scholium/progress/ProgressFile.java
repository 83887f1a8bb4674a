package dev.scholium.progress;

import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Passes progress on to another listener and writes it to a folder's {@code progress.json}, once a second, by a thread
 * of its own: also while nothing happens, so that readers can tell work that waits from work that was killed. The file
 * is replaced as a whole but not forced to the disk. Work never fails over it. Safe for several threads.
 */
public final class ProgressFile implements Progress, AutoCloseable {

    private static final int WINDOW_SECONDS = 60;

    /** With fewer in a minute, work is slow. */
    private static final int FEW_UNITS = 10;

    private final Progress next;
    private final Path file;
    private final Clock clock;
    private final String started;
    private final Ticker ticker = Ticker.named("progress-file");
    private final Deque<Sample> samples = new ArrayDeque<>(); // of the last minute
    private final Deque<String> lines = new ArrayDeque<>();
    private final LongAdder done = new LongAdder();
    private final LongAdder resumed = new LongAdder(); // of those done
    private String state = ProgressReport.RUNNING;
    private String what = "";
    private String unit = "";
    private long total;
    private boolean closed;
    private Sample begun = new Sample(System.nanoTime(), 0);
    private volatile String figures = "";

    /** Units that this session has done by then. */
    private record Sample(long nanos, long done) {}

    private ProgressFile(Progress next, Path file, Clock clock) {
        this.next = next;
        this.file = file;
        this.clock = clock;
        this.started = now();
    }

    /**
     * Begins to write.
     *
     * @param next is told everything, too
     * @param folder where {@code progress.json} is written; must exist
     * @param clock says when
     * @return the listener, to be closed when the work ends
     */
    public static ProgressFile open(Progress next, Path folder, Clock clock) {
        ProgressFile progress = new ProgressFile(next, folder.resolve(ProgressReport.NAME), clock);
        progress.write();
        progress.ticker.every(Duration.ofSeconds(1), progress::write);
        return progress;
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    @Override
    public void begin(String what, long total, String unit) {
        synchronized (this) {
            this.what = what;
            this.total = total;
            this.unit = unit;
            figures = "";
            done.reset();
            resumed.reset();
            samples.clear();
            begun = new Sample(System.nanoTime(), 0);
        }
        next.begin(what, total, unit);
    }

    @Override
    public void advance(long units) {
        done.add(units);
        next.advance(units);
    }

    @Override
    public void resume(long units) {
        done.add(units);
        resumed.add(units);
        next.resume(units);
    }

    @Override
    public synchronized long total() {
        return total;
    }

    @Override
    public void figures(String figures) {
        this.figures = figures;
        next.figures(figures);
    }

    @Override
    public void end() {
        synchronized (this) {
            what = "";
        }
        next.end();
    }

    @Override
    public void say(String line) {
        synchronized (this) {
            lines.addLast(line);
            if (lines.size() > ProgressReport.MOST_LINES) {
                lines.removeFirst();
            }
        }
        next.say(line);
    }

    /**
     * The work has ended.
     *
     * @param how such as {@code done}, {@code interrupted} or {@code failed: ...}
     */
    public void ended(String how) {
        synchronized (this) {
            state = how;
            what = "";
        }
    }

    private synchronized void write() {
        if (closed) {
            return;
        }
        try {
            AtomicFile.replace(file, Json.line(report()));
        } catch (IOException ignored) {
            // a full disk is said by what has to be written
        }
    }

    private ProgressReport report() {
        samples.addLast(new Sample(System.nanoTime(), done.sum() - resumed.sum()));
        if (samples.size() > WINDOW_SECONDS) {
            samples.removeFirst();
        }
        return new ProgressReport(
                1, state, started, now(), what, total, done.sum(), unit, rate(), figures, List.copyOf(lines));
    }

    /** Of the last minute; of slow work, of which a minute tells little, since it began. */
    private double rate() {
        Sample last = samples.getLast();
        boolean slow = last.done() - samples.getFirst().done() < FEW_UNITS;
        Sample from = slow ? begun : samples.getFirst();
        double seconds = (last.nanos() - from.nanos()) / 1e9;
        return seconds > 0 ? Math.round((last.done() - from.done()) / seconds * 1e6) / 1e6 : 0;
    }

    /** Writes a last time; what was not said to have ended was broken off. */
    @Override
    public void close() {
        ticker.close();
        synchronized (this) {
            if (state.equals(ProgressReport.RUNNING)) {
                state = "broken off";
                what = "";
            }
            write();
            closed = true;
        }
    }
}
