package dev.scholium.teacher.mock;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Serves OpenAI's chat API on the loopback address: {@code POST /v1/chat/completions}, {@code GET /v1/models}, and what
 * it was asked under {@code GET /v1/mock/stats}.
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
    private final Duration delay;
    private final MockBehaviour behaviour;
    private final MockStatistics statistics = new MockStatistics();

    private MockTeacherServer(HttpServer server, Duration delay, MockBehaviour behaviour) {
        this.server = server;
        this.delay = delay;
        this.behaviour = behaviour;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "mock-teacher");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", exchange -> handle(exchange, this::chat));
        server.createContext("/v1/models", exchange -> handle(exchange, body -> models()));
        server.createContext("/v1/mock/stats", exchange -> handle(exchange, body -> json(statistics.summary())));
        server.start();
    }

    /**
     * Starts a server.
     *
     * @param port where to listen on 127.0.0.1; 0 for any free port
     * @param delay how long it thinks before each answer
     * @param behaviour what it does with each request
     * @return the running server
     * @throws ScholiumException if the port is taken
     */
    public static MockTeacherServer start(int port, Duration delay, MockBehaviour behaviour) {
        try {
            InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
            return new MockTeacherServer(
                    HttpServer.create(new InetSocketAddress(loopback, port), 1024), delay, behaviour);
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
    }

    /** Answers one request's body. */
    private interface Answer {
        MockReaction to(String body) throws InterruptedException;
    }

    private static void handle(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            MockReaction reaction = answer.to(body);
            if (reaction instanceof MockReaction.Respond respond) {
                byte[] bytes = respond.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("content-type", "application/json");
                respond.headers().forEach(exchange.getResponseHeaders()::set);
                send(exchange, respond.status(), bytes, bytes.length);
            } else if (reaction instanceof MockReaction.Truncate truncate) {
                byte[] bytes = truncate.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("content-type", "application/json");
                send(exchange, 200, bytes, Math.min(truncate.bytes(), bytes.length));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing down: the client finds a broken connection
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body, int bytes) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            OutputStream out = exchange.getResponseBody();
            out.write(body, 0, bytes);
            out.flush();
        }
    }

    private MockReaction chat(String body) throws InterruptedException {
        MockRequest request = statistics.count(body);
        if (!delay.isZero()) {
            Thread.sleep(delay.toMillis());
        }
        return behaviour.react(request, usual(body));
    }

    private static MockReaction usual(String body) {
        try {
            JsonNode root = Json.mapper().readTree(body);
            JsonNode messages = root.path("messages");
            if (!messages.isArray()
                    || messages.isEmpty()
                    || root.path("model").asString("").isEmpty()) {
                return error(400, "model and messages must be given");
            }
            String prompt = messages.get(messages.size() - 1).path("content").asString("");
            int maxTokens = root.path("max_tokens").asInt(Integer.MAX_VALUE);
            return json(completion(body, root.path("model").asString(""), prompt, maxTokens));
        } catch (JacksonException e) {
            return error(400, "the body is not JSON");
        }
    }

    private static Map<String, Object> completion(String body, String model, String prompt, int maxTokens) {
        String answer = MockAnswers.answer(prompt);
        List<String> words = MockAnswers.words(answer);
        boolean cut = words.size() > maxTokens;
        String text = cut ? String.join(" ", words.subList(0, maxTokens)) : answer;
        int read = MockAnswers.words(prompt).size();
        int written = Math.min(words.size(), maxTokens);
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("id", "chatcmpl-" + MockStatistics.hash(body).substring(0, 24));
        reply.put("object", "chat.completion");
        reply.put("created", 0);
        reply.put("model", model);
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        choice.put("message", pair("role", "assistant", "content", text));
        choice.put("finish_reason", cut ? "length" : "stop");
        reply.put("choices", List.of(choice));
        Map<String, Object> usage = new LinkedHashMap<>();
        usage.put("prompt_tokens", read);
        usage.put("completion_tokens", written);
        usage.put("total_tokens", read + written);
        reply.put("usage", usage);
        return reply;
    }

    private static Map<String, Object> pair(String key1, Object value1, String key2, Object value2) {
        Map<String, Object> pair = new LinkedHashMap<>(); // an order that is the same in every JVM
        pair.put(key1, value1);
        pair.put(key2, value2);
        return pair;
    }

    private static MockReaction models() {
        return json(pair("object", "list", "data", List.of(pair("id", "mock-teacher", "object", "model"))));
    }

    private static MockReaction json(Object value) {
        return new MockReaction.Respond(200, Map.of(), Json.line(value));
    }

    private static MockReaction error(int status, String message) {
        return new MockReaction.Respond(
                status,
                Map.of(),
                Json.line(Map.of("error", pair("message", message, "type", "invalid_request_error"))));
    }
}
