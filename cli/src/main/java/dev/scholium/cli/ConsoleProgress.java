package dev.scholium.cli;

import dev.scholium.progress.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows progress on standard error: a bar on a terminal, a line now and then elsewhere (a log file, a pipe).
 *
 * <p>The launcher tells by {@code -Dscholium.terminal=true} that standard error is a terminal.
 */
final class ConsoleProgress implements Progress {

    private static final long LINE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final PrintWriter err;
    private final LongSupplier nanos;
    private final boolean terminal;
    private @Nullable ProgressBar bar;
    private String what = "";
    private String unit = "";
    private String figures = "";
    private long total;
    private long done;
    private long resumed; // of those done
    private long started;
    private long lastLine;

    /**
     * Progress for a command.
     *
     * @param err where to show it
     */
    ConsoleProgress(PrintWriter err) {
        this(err, System::nanoTime);
    }

    /**
     * Progress by a clock.
     *
     * @param err where to show it
     * @param nanos the clock, in nanoseconds, as {@link System#nanoTime()}
     */
    ConsoleProgress(PrintWriter err, LongSupplier nanos) {
        this.err = err;
        this.nanos = nanos;
        this.terminal = Boolean.getBoolean("scholium.terminal");
    }

    @Override
    public synchronized void begin(String what, long total, String unit) {
        end();
        this.what = what;
        this.total = total;
        this.unit = unit;
        this.figures = "";
        this.done = 0;
        this.resumed = 0;
        this.started = nanos.getAsLong();
        this.lastLine = started;
        if (terminal) {
            bar = barFrom(0);
        }
    }

    private ProgressBar barFrom(long units) {
        return new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(total == 0 ? -1 : total)
                .startsFrom(units, Duration.ZERO)
                .setUnit(" " + unit, 1)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .setUpdateIntervalMillis(250)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, 100))
                .build();
    }

    @Override
    public synchronized void advance(long units) {
        done += units;
        if (bar != null) {
            bar.stepBy(units);
        } else if (nanos.getAsLong() - lastLine > LINE_EVERY_NANOS) {
            lastLine = nanos.getAsLong();
            err.println(line());
        }
    }

    @Override
    public synchronized void resume(long units) {
        done += units;
        resumed += units;
        if (bar != null) {
            bar.close();
            bar = barFrom(done);
        }
    }

    @Override
    public synchronized long total() {
        return total;
    }

    @Override
    public synchronized void figures(String figures) {
        this.figures = figures;
        if (bar != null) {
            bar.setExtraMessage(" " + figures);
        }
    }

    @Override
    public synchronized void end() {
        if (bar != null) {
            bar.close();
            bar = null;
            err.println();
        } else if (!what.isEmpty() && done > 0) {
            err.println(line());
        }
        what = "";
    }

    @Override
    public synchronized void say(String line) {
        if (bar != null) {
            err.print("\r" + " ".repeat(100) + "\r");
        }
        err.println(line);
    }

    private void draw(String line) {
        err.print("\r" + line);
        err.flush();
    }

    private String line() {
        Duration elapsed = Duration.ofNanos(nanos.getAsLong() - started);
        StringBuilder text = new StringBuilder("  ").append(what).append(": ").append(done);
        if (total > 0) {
            text.append(" of ").append(total);
        }
        text.append(' ').append(unit).append(" in ").append(clock(elapsed));
        if (elapsed.toSeconds() > 0) {
            double rate = (done - resumed) / (elapsed.toMillis() / 1000.0);
            text.append(String.format(Locale.ROOT, rate < 10 ? ", %.2f %s/s" : ", %.0f %s/s", rate, unit));
        }
        if (total > done && done > resumed) {
            text.append(", ")
                    .append(clock(elapsed.multipliedBy(total - done).dividedBy(done - resumed)))
                    .append(" left");
        }
        return figures.isEmpty()
                ? text.toString()
                : text.append("; ").append(figures).toString();
    }

    private static String clock(Duration duration) {
        return String.format("%d:%02d:%02d", duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }
}
