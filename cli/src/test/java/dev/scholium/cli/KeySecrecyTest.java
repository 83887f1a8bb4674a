package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A server echoes the key in all that it says; yet the key is in no file, log line or message of the commands. */
class KeySecrecyTest {

    private static final String KEY = "sk-Secret/0123456789.abcdef";
    private static final String ESCAPED = KEY.replace("/", "\\/");

    @TempDir
    private Path folder;

    /** An answer of each provider's; {@code #} is where its text is. */
    private static String answer(String provider) {
        return switch (provider) {
            case "anthropic" -> """
                    {"type":"message","role":"assistant","model":"m #","content":[{"type":"text","text":"#"}],
                     "stop_reason":"end_turn","usage":{"input_tokens":9,"output_tokens":5}}""";
            case "gemini" -> """
                    {"candidates":[{"content":{"parts":[{"text":"#"}],"role":"model"},"finishReason":"STOP"}],
                     "usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":5},"modelVersion":"m #"}""";
            case "ollama" -> """
                    {"model":"m #","created_at":"2026-11-25T12:00:00Z","message":{"role":"assistant","content":"#"},
                     "done":true,"done_reason":"stop","prompt_eval_count":9,"eval_count":5}""";
            default -> """
                    {"model":"m #","choices":[{"message":{"role":"assistant","content":"#"},"finish_reason":"stop"}],
                     "usage":{"prompt_tokens":9,"completion_tokens":5}}""";
        };
    }

    /** Answers, errors and nonsense in turn, all with the key in them. */
    private static HttpServer echo(String provider, int end) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String error =
                    "{\"error\":{\"message\":\"Your key " + ESCAPED + " is " + KEY + "\",\"code\":\"" + KEY + "\"}}";
            int turn = asked.getAndIncrement();
            int status = turn < 3 ? List.of(500, 429, 200).get(turn) : turn > 8 ? end : 200;
            String body = turn == 2 ? "no JSON: " + KEY : error;
            if (status == 200 && turn != 2) {
                body = answer(provider).replace("#", "It holds since " + (turn % 2 == 0 ? KEY : ESCAPED) + " says so.");
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json; key=" + KEY);
            exchange.getResponseHeaders().set("x-ratelimit-remaining-requests", KEY);
            exchange.getResponseHeaders().set("Retry-After", status == 429 ? "0" : KEY);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    private Path recipe(String provider, HttpServer server) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            rows.append("{\"premise\":\"Premise ")
                    .append(i)
                    .append(" is true.\",\"hypothesis\":\"It holds.\",\"label\":\"entailment\"}\n");
        }
        Files.writeString(folder.resolve("rows.jsonl"), rows);
        Files.writeString(folder.resolve("key.txt"), KEY + "\n");
        return Files.writeString(folder.resolve("recipe.yaml"), """
                data: {train: {file: rows.jsonl, format: columns}, dev: {file: rows.jsonl, format: columns}}
                evaluation: {splits: [dev]}
                teacher: {provider: %s, base_url: "http://127.0.0.1:%d", model: m, api_key_file: key.txt,
                  max_concurrent_requests: 1, max_retries: 1, allow_unpriced: true}
                rationales: {reasoning: {prompt: reasoning, splits: [train]}}
                student: {size: tiny}
                """.formatted(
                        provider, server.getAddress().getPort()));
    }

    @ParameterizedTest
    @CsvSource({"openai, 401", "azure, 400", "anthropic, 403", "gemini, 400", "ollama, 404"})
    void theKeyIsNowhereThoughTheServerEchoesIt(String provider, int end) throws IOException {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
        HttpServer server = echo(provider, end);
        StringWriter said = new StringWriter();
        try {
            Path recipe = recipe(provider, server);
            PrintWriter printed = new PrintWriter(said, true);
            Path run = folder.resolve("run");
            int stopped = Main.run(
                    printed, printed, "augment", recipe.toString(), "--run-dir", run.toString(), "--stacktrace");
            Main.run(printed, printed, "doctor", recipe.toString());
            Main.run(printed, printed, "doctor", recipe.toString(), "--format", "json");

            assertThat(stopped).as(said.toString()).isEqualTo(3);
        } finally {
            server.stop(0);
            root.setLevel(before);
            root.detachAppender(log);
        }
        assertThat(said.toString()).doesNotContain(KEY).doesNotContain(ESCAPED).contains("(" + end + ")");
        assertThat(log.list.stream().map(event -> event.getFormattedMessage() + event.getThrowableProxy()))
                .noneMatch(line -> line.contains(KEY) || line.contains(ESCAPED));
        List<Path> withTheKey;
        try (Stream<Path> files = Files.walk(folder)) {
            withTheKey = files.filter(Files::isRegularFile)
                    .filter(KeySecrecyTest::holdsTheKey)
                    .toList();
        }
        assertThat(withTheKey).containsExactly(folder.resolve("key.txt"));
    }

    private static boolean holdsTheKey(Path file) {
        try {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            return bytes.contains(KEY) || bytes.contains(ESCAPED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
