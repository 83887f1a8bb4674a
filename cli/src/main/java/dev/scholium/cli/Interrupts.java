package dev.scholium.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C and SIGTERM end a command cleanly: what is in flight is finished and saved first. */
final class Interrupts {

    private static final long PATIENCE_SECONDS = 300;
    private static final CountDownLatch ENDED = new CountDownLatch(1);

    private Interrupts() {}

    /**
     * From now on a signal interrupts a thread and waits for it to say that it has ended.
     *
     * @param worker the thread that runs the command
     */
    static void finishCleanly(Thread worker) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (ENDED.getCount() == 0) {
                                return;
                            }
                            worker.interrupt();
                            try {
                                ENDED.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "finish-cleanly"));
    }

    /** The command has ended; there is nothing to wait for any more. */
    static void ended() {
        ENDED.countDown();
    }
}
