package dev.scholium.web;

import dev.scholium.progress.Ticker;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after callers that wait, and cancels the answers of those who have closed their connection.
 *
 * <p>Jetty reads nothing from a connection while a request of HTTP/1.1 is being answered, so it does not see the end of
 * it. One thread looks at every waiting connection ten times a second. Safe for any number of threads.
 */
public final class Callers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet(); // in no order that shows
    private final Ticker looks = Ticker.named("callers");

    /** Starts to look. */
    public Callers() {
        looks.every(PAUSE, () -> waiting.forEach(Waiting::look));
    }

    /** A caller and what it waits for. */
    private static final class Waiting {

        private final CompletableFuture<?> answer;
        private final ConnectionMetaData connection;
        private boolean over;

        Waiting(CompletableFuture<?> answer, ConnectionMetaData connection) {
            this.answer = answer;
            this.connection = connection;
        }

        /** Nobody else reads the connection until the end; afterwards this must not. */
        synchronized void end() {
            over = true;
        }

        synchronized void look() {
            try {
                if (!over && hasLeft(connection)) {
                    answer.cancel(false);
                }
            } catch (RuntimeException e) { // one connection's trouble must not end the looks after all others
                LOG.warn("cannot see whether a caller has left: {}", FailureTrace.of(e));
                over = true;
            }
        }
    }

    /**
     * The same answer on a thread of the server, for as long as the caller is there.
     *
     * @param request whose body has been read, and which nobody answers before the returned future is done
     * @param answer is cancelled when the caller leaves
     * @param <T> type of the answer
     * @return completed as {@code answer} is, on a thread that may write to the caller
     */
    public <T> CompletableFuture<T> whileHere(Context request, CompletableFuture<T> answer) {
        ConnectionMetaData connection =
                ServletContextRequest.getServletContextRequest(request.req()).getConnectionMetaData();
        Waiting one = new Waiting(answer, connection);
        waiting.add(one);
        return answer.whenCompleteAsync(
                (ignored, failure) -> {
                    waiting.remove(one);
                    one.end();
                },
                connection.getConnector().getExecutor());
    }

    /** Reads what is there: the end, nothing, or the next request, which is given back. */
    private static boolean hasLeft(ConnectionMetaData metaData) {
        EndPoint endPoint = metaData.getConnection().getEndPoint();
        ByteBuffer early = ByteBuffer.allocate(1024).limit(0); // to be filled, as Jetty has it
        try {
            int bytes = endPoint.fill(early);
            if (bytes > 0 && metaData.getConnection() instanceof Connection.UpgradeTo reader) {
                reader.onUpgradeTo(early);
            }
            return bytes < 0;
        } catch (java.io.IOException e) {
            return true; // reset
        }
    }

    /** Looks no more. */
    @Override
    public void close() {
        looks.close();
    }
}
