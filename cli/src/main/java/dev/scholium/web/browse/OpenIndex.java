package dev.scholium.web.browse;

import dev.scholium.browse.RowIndex;
import dev.scholium.browse.RowIndexes;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index that pages are made of. When the files have changed it is made anew by a thread of its own, while pages go
 * on with the old one. Safe for several threads.
 */
public final class OpenIndex implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenIndex.class);
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final RowIndexes places;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final AtomicLong nextLook = new AtomicLong(System.nanoTime() + LOOK_EVERY_NANOS);
    private RowIndex index;
    private String stamp;
    private volatile boolean renewing;
    /** What the files were like when they could not be read, or why they could not be looked at. */
    private volatile String trouble = "";

    private OpenIndex(RowIndexes places, String stamp, RowIndex index) {
        this.places = places;
        this.stamp = stamp;
        this.index = index;
    }

    /**
     * Opens the index of some places.
     *
     * @param places what is read
     * @param progress is told how far the index is made, where it has to be made
     * @return the index, to be closed
     * @throws ScholiumException if a file cannot be read or is damaged
     */
    public static OpenIndex open(RowIndexes places, Progress progress) {
        String stamp = places.stamp();
        return new OpenIndex(places, stamp, places.open(progress));
    }

    /** {@return what is read} */
    RowIndexes places() {
        return places;
    }

    /** {@return whether the index is being made anew at this moment} */
    boolean isRenewing() {
        return renewing;
    }

    /**
     * Makes something of the index; every two seconds it is first looked whether the files have changed.
     *
     * @param page what is made of it; must not keep it
     * @return what was made
     */
    <T> T read(Function<RowIndex, T> page) {
        long due = nextLook.get();
        long now = System.nanoTime();
        if (now - due >= 0 && nextLook.compareAndSet(due, now + LOOK_EVERY_NANOS) && !renewing) {
            look();
        }
        return underLock(page);
    }

    private void look() {
        String now;
        try {
            now = places.stamp();
        } catch (ScholiumException e) { // a file is gone, or being replaced
            keep(String.valueOf(e.getMessage()), e);
            return;
        }
        if (!isOf(now) && !trouble.equals(now)) {
            renewing = true;
            Thread thread = new Thread(() -> renewOrKeep(now), "row-index");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Goes on with the index as it is, and says so once. */
    private void keep(String because, Throwable failure) {
        if (!trouble.equals(because)) {
            LOG.warn("the rows stay as they were: {}", failure.getMessage());
        }
        trouble = because;
    }

    /**
     * Makes something of an index that is no older than the files are now: waits for a new one where there is need.
     *
     * @param page what is made of it; must not keep it
     * @return what was made
     * @throws ScholiumException if a file cannot be read or is damaged
     */
    <T> T readFresh(Function<RowIndex, T> page) {
        if (isStale()) {
            renew();
        }
        return underLock(page);
    }

    private <T> T underLock(Function<RowIndex, T> page) {
        Lock reading = lock.readLock();
        reading.lock();
        try {
            return page.apply(index);
        } finally {
            reading.unlock();
        }
    }

    private boolean isStale() {
        return !isOf(places.stamp());
    }

    /** Whether the index was made of files like these. */
    private boolean isOf(String files) {
        return underLock(open -> stamp).equals(files);
    }

    /** Tries once for each change of the files, and rests as long as it took: a file may grow all the time. */
    private void renewOrKeep(String now) {
        long begin = System.nanoTime();
        try {
            renew();
        } catch (RuntimeException | OutOfMemoryError e) {
            keep(now, e);
        } finally {
            long end = System.nanoTime();
            nextLook.set(end + Math.max(LOOK_EVERY_NANOS, end - begin));
            renewing = false;
        }
    }

    private synchronized void renew() {
        String now = places.stamp();
        if (isOf(now)) {
            return; // another thread was first
        }
        RowIndex fresh = places.open(Progress.none());
        Lock writing = lock.writeLock();
        writing.lock();
        try {
            index.close();
            index = fresh;
            stamp = now;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        Lock writing = lock.writeLock();
        writing.lock();
        try {
            index.close();
        } finally {
            writing.unlock();
        }
    }
}
