package dev.scholium.teacher.mock;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves OpenAI's chat API on the loopback address: {@code POST /v1/chat/completions}, {@code GET /v1/models}, files
 * and batch jobs; Anthropic's {@code POST /v1/messages} and message batches; and what it was asked under {@code GET
 * /v1/mock/stats}.
 *
 * <p>An answer depends on the request alone. Safe for any number of clients.
 */
public final class MockTeacherServer implements AutoCloseable {

    static {
        // without it, the kernel holds small replies back for 40 ms
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final MockStatistics statistics;

    private MockTeacherServer(
            HttpServer server,
            Duration delay,
            MockBehaviour behaviour,
            BatchBehaviour batches,
            MockStatistics statistics) {
        this.server = server;
        this.statistics = statistics;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "mock-teacher");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        serve(new ChatEndpoint(new OpenAiForm(), behaviour.after(delay), statistics));
        serve(new ChatEndpoint(new AnthropicForm(), behaviour.after(delay), statistics));
        MockFiles files = new MockFiles();
        serve(new FilesEndpoint(files));
        MockBatches openAi = jobs(new OpenAiForm(), behaviour, batches);
        serve(new BatchesEndpoint(new OpenAiBatchForm(openAi, files), openAi));
        MockBatches anthropic = jobs(new AnthropicForm(), behaviour, batches);
        serve(new BatchesEndpoint(new AnthropicBatchForm(anthropic), anthropic));
        serve(new ModelsEndpoint());
        serve(new StatisticsEndpoint(statistics));
        server.start();
    }

    /**
     * Starts a server that counts in memory and whose batch jobs end at once.
     *
     * @param port where to listen on 127.0.0.1; 0 for any free port
     * @param delay how long it thinks before each answer
     * @param behaviour what it does with each request
     * @return the running server
     * @throws ScholiumException if the port is taken
     */
    public static MockTeacherServer start(int port, Duration delay, MockBehaviour behaviour) {
        return start(port, delay, behaviour, BatchBehaviour.FAULTLESS);
    }

    /**
     * Starts a server that counts in memory.
     *
     * @param port where to listen on 127.0.0.1; 0 for any free port
     * @param delay how long it thinks before each answer that is asked for alone
     * @param behaviour what it does with each request, in batch jobs too
     * @param batches how batch jobs go
     * @return the running server
     * @throws ScholiumException if the port is taken
     */
    public static MockTeacherServer start(int port, Duration delay, MockBehaviour behaviour, BatchBehaviour batches) {
        return start(port, delay, behaviour, batches, new MockStatistics());
    }

    /**
     * Starts a server.
     *
     * @param port where to listen on 127.0.0.1; 0 for any free port
     * @param delay how long it thinks before each answer that is asked for alone
     * @param behaviour what it does with each request, in batch jobs too
     * @param batches how batch jobs go
     * @param statistics counts what it is asked; closed with the server
     * @return the running server
     * @throws ScholiumException if the port is taken
     */
    public static MockTeacherServer start(
            int port, Duration delay, MockBehaviour behaviour, BatchBehaviour batches, MockStatistics statistics) {
        try {
            InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
            return new MockTeacherServer(
                    HttpServer.create(new InetSocketAddress(loopback, port), 1024),
                    delay,
                    behaviour,
                    batches,
                    statistics);
        } catch (IOException e) {
            throw new ScholiumException(
                    ExitCode.FAILED, "mock teacher: cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
    }

    /** {@return the address to give to a client, up to and including {@code /v1}} */
    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** {@return what it was asked so far} */
    public MockStatistics statistics() {
        return statistics;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        statistics.close();
    }

    private MockBatches jobs(ChatForm form, MockBehaviour behaviour, BatchBehaviour batches) {
        return new MockBatches(batches, new ChatEndpoint(form, behaviour, statistics), statistics);
    }

    private void serve(MockEndpoint endpoint) {
        server.createContext(endpoint.path(), exchange -> handle(exchange, endpoint));
    }

    private static void handle(HttpExchange exchange, MockEndpoint endpoint) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            byte[] body = exchange.getRequestBody().readAllBytes();
            MockCall call =
                    new MockCall(exchange.getRequestMethod(), uri.getPath(), query, exchange.getRequestHeaders(), body);
            ReactionWriter.write(exchange, endpoint.answer(call));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing down: the client finds a broken connection
        }
    }
}
