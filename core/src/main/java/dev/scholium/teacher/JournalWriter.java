package dev.scholium.teacher;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes to a journal: all changes that wait are committed together, and each caller goes on when
 * its change is on the disk.
 *
 * <p>After the first failure nothing is written any more: a run that cannot journal must not ask.
 */
final class JournalWriter implements AutoCloseable {

    private static final int MAX_GROUP = 512;

    private final Path file;
    private final Connection connection;
    private final BlockingQueue<Write<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile @Nullable ScholiumException failure;
    private volatile boolean closed;

    JournalWriter(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
        this.thread = new Thread(this::writeAll, "journal");
        thread.setDaemon(true);
        thread.start();
    }

    /** One change. */
    @FunctionalInterface
    interface Change<T> {
        T apply(Connection connection) throws SQLException;
    }

    private static final class Write<T> {
        private final Change<T> change;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private @Nullable T result;

        Write(Change<T> change) {
            this.change = change;
        }

        void apply(Connection connection) throws SQLException {
            result = change.apply(connection);
        }

        @SuppressWarnings("NullAway") // complete() takes what apply() gave, whatever T is
        void confirm() {
            done.complete(result);
        }
    }

    /**
     * Makes a change and waits until it is on the disk.
     *
     * @throws ScholiumException if the disk refuses, now or earlier
     */
    <T> T write(Change<T> change) {
        return join(writeLater(change));
    }

    /** Hands a change over; what is handed over later is committed with it or after it. */
    <T> CompletableFuture<T> writeLater(Change<T> change) {
        Write<T> write = new Write<>(change);
        if (closed) {
            throw new IllegalStateException("the journal " + file + " is closed");
        }
        queue.add(write);
        return write.done;
    }

    /** Waits until a change is on the disk. */
    static <T> T join(CompletableFuture<T> change) {
        try {
            return change.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ScholiumException cause) {
                throw new ScholiumException(cause.exitCode(), String.valueOf(cause.getMessage()), cause);
            }
            throw e;
        }
    }

    private void writeAll() {
        List<Write<?>> group = new ArrayList<>(MAX_GROUP);
        try {
            while (!closed || !queue.isEmpty()) {
                group.clear();
                group.add(queue.take());
                queue.drainTo(group, MAX_GROUP - 1);
                commit(group);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void commit(List<Write<?>> group) {
        ScholiumException earlier = failure;
        if (earlier != null) {
            group.forEach(write -> write.done.completeExceptionally(earlier));
            return;
        }
        // by hand: the driver's own transactions hold the file's lock from one commit to the next
        try (Statement transaction = connection.createStatement()) {
            transaction.execute("BEGIN IMMEDIATE");
            for (Write<?> write : group) {
                write.apply(connection);
            }
            transaction.execute("COMMIT");
        } catch (SQLException e) {
            fail(group, JournalSchema.failure(file, e));
            return;
        } catch (RuntimeException e) {
            fail(group, new ScholiumException(ExitCode.FAILED, file + ": the journal cannot be written: " + e, e));
            return;
        }
        group.forEach(Write::confirm);
    }

    private void fail(List<Write<?>> group, ScholiumException e) {
        failure = e;
        JournalSchema.rollBack(connection);
        group.forEach(write -> write.done.completeExceptionally(e));
    }

    /** Waits for the changes under way, then closes the file. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        Write<Boolean> last = new Write<>(c -> true);
        queue.add(last);
        closed = true;
        last.done.handle((done, thrown) -> true).join();
        JournalSchema.close(connection);
    }
}
