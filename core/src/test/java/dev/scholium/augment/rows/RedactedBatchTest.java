package dev.scholium.augment.rows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.progress.Progress;
import dev.scholium.prompt.PromptTemplates;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.RedactingAsker;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.batch.BatchAsker;
import dev.scholium.teacher.batch.BatchLimits;
import dev.scholium.teacher.batch.BatchPolicy;
import dev.scholium.teacher.batch.BatchTeacher;
import dev.scholium.teacher.mock.BatchFaults;
import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batch jobs through a server that keeps every byte and hands it on to the mock teacher. */
class RedactedBatchTest {

    private static final String SECRET = "ann.lee@example.org";
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;

    private final Queue<String> wire = new ConcurrentLinkedQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void noSecretIsInAJobsFileAndAllAreBack(String provider) throws IOException {
        BatchFaults faults = BatchFaults.of("", Duration.ZERO);
        try (MockTeacherServer mock = MockTeacherServer.start(0, Duration.ZERO, MockBehaviour.FAULTLESS, faults)) {
            HttpServer between = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            between.createContext("/", exchange -> handOn(exchange, URI.create(mock.baseUrl())));
            between.start();
            try {
                augment(provider, "http://127.0.0.1:" + between.getAddress().getPort() + "/v1");
            } finally {
                between.stop(0);
            }
            assertThat(mock.statistics().batchJobs()).isPositive();
        }
        assertThat(wire).allSatisfy(sent -> assertThat(sent).doesNotContain(SECRET));
        assertThat(wire).anySatisfy(sent -> assertThat(sent).contains("[EMAIL_1]"));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().contains("journal"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(SECRET);
            }
        }
        assertThat(Files.readAllLines(folder.resolve("augmented/again-train.rows.jsonl")))
                .hasSize(8)
                .allSatisfy(line -> assertThat(line).contains("In other words: " + SECRET + " owns house "));
    }

    private void handOn(HttpExchange exchange, URI mock) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        wire.add(exchange.getRequestURI() + " " + new String(body, StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(mock.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null) {
            request.header("Content-Type", type);
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            response.headers()
                    .firstValue("Content-Type")
                    .ifPresent(value -> exchange.getResponseHeaders().set("Content-Type", value));
            exchange.sendResponseHeaders(response.statusCode(), response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException("interrupted", e));
        } finally {
            exchange.close();
        }
    }

    private void augment(String provider, String baseUrl) {
        TeacherConfig config = TeacherConfig.defaults()
                .with(Map.of("provider", provider, "base_url", baseUrl, "model", "mock-teacher"))
                .with("redact", List.of("email"));
        BatchPolicy policy = new BatchPolicy(
                new BatchLimits(50, 1_000_000),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(300),
                true);
        List<Example> rows = IntStream.range(0, 8)
                .mapToObj(i -> {
                    Map<String, String> fields = new LinkedHashMap<>();
                    fields.put("premise", "House " + i + " is sold to " + SECRET + ".");
                    fields.put("hypothesis", SECRET + " owns house " + i + ".");
                    return new Example("row-" + i, fields, "entailment", Map.of());
                })
                .toList();
        try (Journal journal = Journal.open(folder.resolve("journal.sqlite"), CLOCK)) {
            RowSource source = new RowSource.Taught(
                    RowMethod.PARAPHRASE,
                    List.of(PromptTemplates.find("paraphrase")),
                    null,
                    "French",
                    RedactingAsker.around(
                            new BatchAsker(BatchTeacher.of(config, Map.of(), CLOCK), journal, policy, CLOCK)));
            new RowAugmenter(Progress.none())
                    .augment(new RowJob(
                            "again",
                            rows,
                            List.of("premise", "hypothesis"),
                            LabelSet.nli(),
                            "hypothesis",
                            source,
                            1,
                            RowLimits.NONE,
                            1,
                            folder.resolve("augmented")));
        }
    }
}
