package dev.scholium.cli;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets Ctrl-C and SIGTERM end a command cleanly: what is in flight is finished and saved first. */
final class Interrupts {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final AtomicBoolean FINISHED = new AtomicBoolean();

    private Interrupts() {}

    /**
     * From now on a signal interrupts a thread and waits for it to finish.
     *
     * @param worker the thread that runs the command
     */
    static void finishCleanly(Thread worker) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (FINISHED.get()) {
                                return;
                            }
                            worker.interrupt();
                            try {
                                worker.join(PATIENCE.toMillis());
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "finish-cleanly"));
    }

    /** The command has ended by itself; there is nothing to wait for. */
    static void forget() {
        FINISHED.set(true);
    }
}
