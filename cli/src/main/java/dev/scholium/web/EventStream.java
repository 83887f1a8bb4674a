package dev.scholium.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * Server-sent events to one caller, written in order by threads of the server, so that who sends them never waits for
 * the caller. The reply begins, with status 200, when the first event is sent. Safe for any number of threads.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, server-sent events</a>
 */
public final class EventStream {

    private enum State {
        NEW,
        BEGUN,
        CLOSED
    }

    private final Context request;
    private final Executor executor;
    private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private final AtomicBoolean writerComes = new AtomicBoolean();

    /**
     * A stream that has not begun.
     *
     * @param request that is answered by it; nobody else may write to its caller after the first event
     */
    public EventStream(Context request) {
        this.request = request;
        this.executor = ServletContextRequest.getServletContextRequest(request.req())
                .getConnectionMetaData()
                .getConnector()
                .getExecutor();
    }

    /**
     * Closes a stream that has not begun, so that the request can be answered in another way.
     *
     * @return whether it had not begun
     */
    public boolean closeUnlessBegun() {
        return state.compareAndSet(State.NEW, State.CLOSED);
    }

    /**
     * Sends an event soon, unless the stream is closed.
     *
     * @param name of the event, one word
     * @param data one line, such as JSON
     */
    public void send(String name, String data) {
        state.compareAndSet(State.NEW, State.BEGUN);
        if (state.get() == State.CLOSED) {
            return;
        }
        waiting.add("event: " + name + "\ndata: " + data + "\n\n");
        if (writerComes.compareAndSet(false, true)) {
            executor.execute(this::flush);
        }
    }

    /** Writes what was sent, and nothing that is sent later. */
    public synchronized void close() {
        flush();
        state.set(State.CLOSED);
        waiting.clear();
    }

    private synchronized void flush() {
        writerComes.set(false);
        if (state.get() == State.CLOSED) {
            return;
        }
        try {
            for (String event = waiting.poll(); event != null; event = waiting.poll()) {
                write(event);
            }
        } catch (IOException e) {
            state.set(State.CLOSED); // the caller has left
            waiting.clear();
        }
    }

    private void write(String event) throws IOException {
        if (!request.res().isCommitted()) {
            request.res().setContentType("text/event-stream;charset=utf-8");
        }
        OutputStream out = request.res().getOutputStream();
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
