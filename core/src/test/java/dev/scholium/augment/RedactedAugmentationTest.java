package dev.scholium.augment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.scholium.data.DataSplit;
import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.file.Json;
import dev.scholium.progress.Progress;
import dev.scholium.prompt.PromptTemplates;
import dev.scholium.teacher.ChatTeacher;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.RedactingAsker;
import dev.scholium.teacher.RetryPolicy;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherPool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Made secrets against a real server that keeps every byte it was sent and answers with the user's own message. */
class RedactedAugmentationTest {

    private static final List<String> SECRETS = List.of(
            "ann.lee@example.org",
            "+44 20 7946 0958",
            "https://intranet.example.org/patients/17",
            "DE89 3704 0044 0532 0130 00",
            "4111 1111 1111 1111",
            "10.20.30.40",
            "536-90-4399",
            "CASE-20991");

    private final Queue<String> wire = new ConcurrentLinkedQueue<>();

    @TempDir
    Path folder;

    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            wire.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().entrySet() + " " + body);
            var messages = Json.mapper().readTree(body).path("messages");
            String text = messages.get(messages.size() - 1).path("content").asString();
            byte[] reply = Json.line(Map.of(
                            "model",
                            "echo",
                            "choices",
                            List.of(Map.of(
                                    "message",
                                    Map.of("role", "assistant", "content", "It says: " + text),
                                    "finish_reason",
                                    "stop")),
                            "usage",
                            Map.of("prompt_tokens", 1, "completion_tokens", 1, "total_tokens", 2)))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private static List<Example> rows() {
        List<Example> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String one = SECRETS.get(i % SECRETS.size());
            String other = SECRETS.get((i * 3 + 1) % SECRETS.size());
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("premise", "Person " + i + " gave " + one + " and " + other + " to the clerk [EMAIL_1].");
            fields.put("hypothesis", "The clerk knows " + other + ".");
            rows.add(new Example("row-" + i, fields, "entailment", Map.of()));
        }
        return rows;
    }

    private AugmentSummary augment() {
        List<Object> redact = new ArrayList<>(List.of("email", "phone", "url", "iban", "card", "ip", "ssn"));
        redact.add(Map.of("name", "case-number", "pattern", "CASE-\\d+"));
        TeacherConfig config = TeacherConfig.defaults()
                .with(Map.of(
                        "base_url",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
                        "model",
                        "echo",
                        "price_input",
                        1,
                        "price_output",
                        1,
                        "redact",
                        redact));
        try (Journal journal = Journal.open(folder.resolve("journal.sqlite"), Clock.systemUTC())) {
            ChatTeacher teacher = ChatTeacher.of(config, Map.of(), Clock.systemUTC());
            TeacherPool pool = new TeacherPool(teacher, config, journal, RetryPolicy.defaults(), 1);
            AugmentSummary summary = new RationaleAugmenter()
                    .augment(
                            new AugmentJob(
                                    "reasoning",
                                    DataSplit.TRAIN,
                                    rows(),
                                    List.of("premise", "hypothesis"),
                                    LabelSet.nli(),
                                    new RationaleSource.Taught(
                                            PromptTemplates.find("reasoning"), RedactingAsker.around(pool)),
                                    folder.resolve("augmented")),
                            Progress.none());
            assertNoSecretIn("the journal while it is open", journalBytes());
            return summary;
        }
    }

    /** The file itself and its write-ahead log. */
    private String journalBytes() {
        StringBuilder bytes = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                bytes.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toString();
    }

    private static void assertNoSecretIn(String where, String text) {
        for (String secret : SECRETS) {
            assertThat(text).as(where).doesNotContain(secret);
        }
    }

    @Test
    void noSecretReachesTheWireTheJournalOrTheLogAndAllComeBack() throws IOException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        AugmentSummary summary;
        try {
            System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
            summary = augment();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }

        assertThat(summary.accepted()).isEqualTo(40);
        assertThat(wire).hasSize(40).allSatisfy(sent -> assertNoSecretIn("the wire", sent));
        assertThat(journalBytes()).contains("[PHONE_1]", "[CASE_NUMBER_1]");
        assertNoSecretIn("the journal", journalBytes());
        assertNoSecretIn("the log", log.toString(StandardCharsets.UTF_8));
        Map<String, String> rationales = AugmentedRows.read(folder.resolve("augmented/reasoning-train.jsonl"));
        for (Example row : rows()) {
            assertThat(rationales.get(row.uid())).contains(row.field("premise"), row.field("hypothesis"));
        }
    }

    @Test
    void askingAgainFindsTheSameAnswers() throws IOException {
        augment();
        byte[] first = Files.readAllBytes(folder.resolve("augmented/reasoning-train.jsonl"));
        augment();

        assertThat(wire).hasSize(40);
        assertThat(folder.resolve("augmented/reasoning-train.jsonl")).hasBinaryContent(first);
    }
}
