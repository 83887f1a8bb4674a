package dev.scholium.progress;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Does something again and again, by a thread of its own that does not keep the process alive. */
public final class Ticker implements AutoCloseable {

    private final ScheduledExecutorService timer;

    private Ticker(String name) {
        this.timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Has a thread ready.
     *
     * @param name of the thread
     * @return at rest, to be closed
     */
    public static Ticker named(String name) {
        return new Ticker(name);
    }

    /**
     * Begins to do something, for the first time after one pause.
     *
     * @param pause after each time, more than zero
     * @param work must not throw, which would end it
     */
    public void every(Duration pause, Runnable work) {
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(work, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends it; what has begun goes on to its end, which is not waited for. */
    @Override
    public void close() {
        timer.shutdown();
    }
}
