package dev.scholium.teacher;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Tells all workers to send nothing more, and wakes those that wait. */
final class StopSignal {

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<@Nullable RuntimeException> cause = new AtomicReference<>();

    /** Stops without a failure: the user asked. */
    void stop() {
        stopped.countDown();
    }

    /** Stops because of a failure; the first one counts. */
    void stop(RuntimeException failure) {
        cause.compareAndSet(null, failure);
        stopped.countDown();
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    @Nullable
    RuntimeException cause() {
        return cause.get();
    }

    /** Waits so long, or until all stops. */
    void sleep(long nanos) {
        try {
            if (nanos > 0 && stopped.await(nanos, TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
    }
}
