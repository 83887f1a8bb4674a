package dev.scholium.teacher;

import dev.scholium.progress.Progress;
import dev.scholium.teacher.price.Usd;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Tells the user twice a second what the asking has cost so far, what it will cost, and how fast it goes. */
final class LiveFigures {

    private static final long EVERY_NANOS = 500_000_000L;

    private final Progress progress;
    private final AskTally tally;
    private final LongAdder done = new LongAdder();
    private final long started = System.nanoTime();
    private final AtomicLong next = new AtomicLong(started + EVERY_NANOS);

    LiveFigures(Progress progress, AskTally tally) {
        this.progress = progress;
        this.tally = tally;
    }

    /** One more question needs nothing further. */
    void done() {
        done.increment();
        progress.advance(1);
        long due = next.get();
        long now = System.nanoTime();
        if (now - due >= 0 && next.compareAndSet(due, now + EVERY_NANOS)) {
            progress.figures(text(tally.cost(), done.sum(), tally.fromJournal.sum(), progress.total(), rate(now)));
        }
    }

    private double rate(long now) {
        return tally.asked.sum() / Math.max(1e-9, (now - started) / 1e9);
    }

    /** The line: the projection is by the rows of this session, since those from the journal cost nothing. */
    static String text(@Nullable Usd cost, long done, long fromJournal, long total, double rate) {
        String speed = String.format(Locale.ROOT, "%.1f requests/s", rate);
        if (cost == null) {
            return speed + ", cost unknown";
        }
        if (cost.equals(Usd.ZERO)) {
            return speed;
        }
        String sofar = String.format(Locale.ROOT, "%s, %.4f USD so far", speed, cost.dollars());
        long paid = done - fromJournal;
        if (total <= done || paid <= 0) {
            return sofar;
        }
        double all = cost.dollars() * (paid + total - done) / paid;
        return sofar + String.format(Locale.ROOT, ", about %.2f USD in all", all);
    }
}
