package dev.scholium.teacher;

import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Breaks off exchanges that take too long as a whole, or whose thread was interrupted: a thread that reads from a
 * socket notices neither by itself.
 *
 * <p>One thread looks at everything under way, and only while something is.
 */
final class ExchangeWatch {

    private static final ExchangeWatch SHARED = new ExchangeWatch();
    private static final long TICK_MILLIS = 25;

    private final Set<Watched> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean idle;

    private ExchangeWatch() {
        Thread thread = new Thread(this::watch, "teacher-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** {@return the process's one watch} */
    static ExchangeWatch shared() {
        return SHARED;
    }

    /** One exchange of the thread that began it; closed when it has ended. */
    final class Watched implements AutoCloseable {
        private final Thread thread = Thread.currentThread();
        private final long deadline;
        private final Runnable breakOff;
        private volatile boolean late;

        Watched(long deadline, Runnable breakOff) {
            this.deadline = deadline;
            this.breakOff = breakOff;
        }

        /** {@return whether it was broken off because its time was up} */
        boolean isLate() {
            return late;
        }

        @Override
        public void close() {
            underWay.remove(this);
        }
    }

    /**
     * Watches an exchange of the calling thread.
     *
     * @param nanos how long it may take as a whole
     * @param breakOff ends it from another thread
     */
    Watched watch(long nanos, Runnable breakOff) {
        Watched watched = new Watched(System.nanoTime() + nanos, breakOff);
        underWay.add(watched);
        if (idle) {
            wake();
        }
        return watched;
    }

    private synchronized void wake() {
        notifyAll();
    }

    private void watch() {
        try {
            while (true) {
                awaitWork();
                Thread.sleep(TICK_MILLIS);
                breakOffWhatIsOver(System.nanoTime());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the watch", e);
        }
    }

    private synchronized void awaitWork() throws InterruptedException {
        idle = true;
        while (underWay.isEmpty()) {
            wait();
        }
        idle = false;
    }

    private void breakOffWhatIsOver(long now) {
        for (Iterator<Watched> each = underWay.iterator(); each.hasNext(); ) {
            Watched watched = each.next();
            boolean late = now - watched.deadline >= 0;
            if (late || watched.thread.isInterrupted()) {
                watched.late = late;
                each.remove();
                watched.breakOff.run();
            }
        }
    }
}
