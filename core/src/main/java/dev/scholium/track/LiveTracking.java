package dev.scholium.track;

import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Hands a training's metrics on while it goes, each sink by a thread of its own.
 *
 * <p>The threads read {@code metrics.jsonl}, so the training knows nothing of them: no sink, however slow or broken,
 * can stop it or slow it down, and what waits to be handed on needs no memory. A sink that fails is tried again later,
 * and said once.
 */
public final class LiveTracking implements AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int LOOKS_AFTER_A_FAULT = 15;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final TrackedTrial trial;
    private final Progress progress;
    private final Duration look;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<Thread> threads;

    private LiveTracking(TrackedTrial trial, List<MetricsSink> sinks, Progress progress, Duration look) {
        this.trial = trial;
        this.progress = progress;
        this.look = look;
        this.threads = sinks.stream().map(this::thread).toList();
    }

    /**
     * Begins.
     *
     * @param trial what is trained
     * @param sinks where its metrics go
     * @param progress is told of the first fault of each
     * @return to be closed when the training ends
     */
    static LiveTracking begin(TrackedTrial trial, List<MetricsSink> sinks, Progress progress) {
        return begin(trial, sinks, progress, LOOK);
    }

    /** {@return tracking that hands nothing on} */
    static LiveTracking none() {
        TrackedTrial nothing = new TrackedTrial(Path.of(""), "", "", 0, Map.of());
        return new LiveTracking(nothing, List.of(), Progress.none(), LOOK);
    }

    /** The same, looking at the file as often as that. */
    static LiveTracking begin(TrackedTrial trial, List<MetricsSink> sinks, Progress progress, Duration look) {
        LiveTracking tracking = new LiveTracking(trial, sinks, progress, look);
        tracking.threads.forEach(Thread::start);
        return tracking;
    }

    private Thread thread(MetricsSink sink) {
        Thread thread = new Thread(() -> follow(sink), "scholium-track");
        thread.setDaemon(true);
        return thread;
    }

    private void follow(MetricsSink sink) {
        boolean said = false;
        int pause = 1;
        try {
            while (!ended.await(pause * look.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    sink.deliver(trial.metrics(), MetricsLine.time(trial.metricsFile()));
                    pause = 1;
                } catch (ScholiumException e) {
                    if (!said && ended.getCount() > 0) {
                        progress.say("Warning: the training goes on, but is not tracked for now: " + e.getMessage());
                        said = true;
                    }
                    pause = LOOKS_AFTER_A_FAULT;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed in the middle of a delivery: the rest is sent later
        }
    }

    /** Ends the threads, whatever they are at; what was not handed on is left for {@link RunTracking#deliver}. */
    @Override
    public void close() {
        ended.countDown();
        boolean interrupted = Thread.interrupted();
        for (Thread thread : threads) {
            try {
                thread.interrupt();
                thread.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
