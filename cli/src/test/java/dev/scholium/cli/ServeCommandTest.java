package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.scholium.file.Json;
import dev.scholium.student.StudentTask;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Asks one served student, whose weights are drawn at random. */
@Tag("native")
class ServeCommandTest {

    private static final String ROW = "{\"premise\": \"A dog runs.\", \"hypothesis\": \"An animal moves.\"}";
    private static final CompletableFuture<Integer> STATUS = new CompletableFuture<>();
    private static final StringWriter LOG = new StringWriter();

    @TempDir
    private static Path student;

    private static Thread command = new Thread();
    private static String url = "";

    @BeforeAll
    static void serve() throws IOException {
        TinyStudent.write(student, 1);
        PipedReader out = new PipedReader();
        PrintWriter to = new PrintWriter(new PipedWriter(out), true);
        command = new Thread(() -> STATUS.complete(Main.run(
                to,
                new PrintWriter(LOG, true),
                "serve",
                "first=" + student,
                "second=" + student,
                "--max-rows",
                "9",
                "--max-text",
                "99")));
        command.start();
        url = new BufferedReader(out).readLine();
    }

    @AfterAll
    static void anInterruptStopsItWithSuccess() {
        command.interrupt();

        assertThat(STATUS.join()).isZero();
        assertThat(LOG.toString()).contains("\"route\":\"/v1/predict\"").doesNotContain("dog");
    }

    private static HttpResponse<String> predict(String body) {
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create(url + "/v1/predict"))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .join();
    }

    private static JsonNode answer(String body) {
        HttpResponse<String> reply = predict(body);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return Json.mapper().readTree(reply.body());
    }

    @Test
    void answersARowWithLabelProbabilitiesAndVersion() {
        JsonNode reply = answer("{\"rows\": [" + ROW + "]}");

        assertThat(reply.path("version").asString()).matches("sha256:[0-9a-f]{64}");
        JsonNode row = reply.path("answers").path(0);
        assertThat(row.path("label").asString()).isIn(StudentTask.nli().labels().names());
        double sum = StudentTask.nli().labels().names().stream()
                .mapToDouble(label -> row.path("probabilities").path(label).asDouble())
                .sum();
        assertThat(sum).isBetween(1 - 1e-6, 1 + 1e-6);
        assertThat(row.has("rationale")).isFalse();
    }

    @Test
    void writesRationalesOnRequest() {
        JsonNode reply = answer("{\"rows\": [" + ROW + ", " + ROW + "], \"rationale\": true}");

        assertThat(reply.path("answers")).hasSize(2).allSatisfy(row -> {
            assertThat(row.has("rationale")).isTrue();
            assertThat(row.has("label_written")).isTrue();
            assertThat(row.path("cut_off").isBoolean()).isTrue();
        });
    }

    @Test
    void callersBesideEachOtherGetWhatEachWouldGetAlone() {
        List<String> bodies = IntStream.range(1, 9)
                .mapToObj(i -> "{\"rows\": [" + ROW.replace("runs", "runs" + " far".repeat(i)) + "]}")
                .toList();
        List<CompletableFuture<JsonNode>> together = bodies.stream()
                .map(body -> CompletableFuture.supplyAsync(() -> answer(body)))
                .toList();

        for (int i = 0; i < bodies.size(); i++) {
            JsonNode alone = answer(bodies.get(i)).path("answers").path(0);
            JsonNode beside = together.get(i).join().path("answers").path(0);
            assertThat(beside.path("label")).isEqualTo(alone.path("label"));
            for (String label : StudentTask.nli().labels().names()) {
                double probability = alone.path("probabilities").path(label).asDouble();
                assertThat(beside.path("probabilities").path(label).asDouble())
                        .isBetween(probability - 1e-5, probability + 1e-5); // float32, sums in another order
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java PredictClient.java",
                "python3 predict_client.py",
                "sh predict_client.sh",
                "python3 predict_stream.py",
                "sh predict_stream.sh"
            })
    void theExamplesAskIt(String command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        String needed = words.get(0).equals("sh") ? "curl" : words.get(0);
        if (needed.equals("java")) {
            words.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        } else {
            assumeTrue(isInstalled(needed), needed + " is not installed");
        }
        words.add(url);
        Process client = new ProcessBuilder(words)
                .directory(Path.of("..", "examples", "serve").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(client.waitFor()).isZero();
        String end = printed.substring(printed.indexOf("{\"model\":", printed.indexOf("event: end") + 1));
        assertThat(Json.mapper().readTree(end).path("answers").path(0).has("rationale"))
                .isTrue();
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Test
    void itsOpenApiDocumentHoldsItsLimitsStudentsAndFields() {
        JsonNode schemas =
                Json.mapper().readTree(get("/openapi.json")).path("components").path("schemas");

        assertThat(schemas.at("/Request/properties/rows/maxItems").asInt()).isEqualTo(9);
        assertThat(schemas.at("/Request/properties/model/enum").toString()).isEqualTo("[\"first\",\"second\",null]");
        assertThat(schemas.at("/Row/required").toString()).isEqualTo("[\"premise\",\"hypothesis\"]");
        assertThat(schemas.at("/Row/properties/premise/maxLength").asInt()).isEqualTo(99);
    }

    @Test
    void listsItsStudents() {
        JsonNode models = Json.mapper().readTree(get("/v1/models")).path("models");

        assertThat(models).hasSize(2);
        assertThat(models.path(0).path("name").asString()).isEqualTo("first");
        assertThat(models.path(1).path("fields").toString()).isEqualTo("[\"premise\",\"hypothesis\"]");
        assertThat(answer("{\"rows\": [" + ROW + "], \"model\": \"second\"}")
                        .path("model")
                        .asString())
                .isEqualTo("second");
    }

    @Test
    void countsBatches() {
        answer("{\"rows\": [" + ROW + "]}");

        assertThat(get("/metrics")).contains("scholium_batch_rows_bucket{model=\"first\",le=\"1.0\"}");
    }

    private static String get(String path) {
        return HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString())
                .join()
                .body();
    }

    @Test
    void saysWhatIsWrongWithARequestAndRepeatsNothingOfIt() {
        assertRefused(
                "secret",
                400,
                "the body must be JSON: {\"rows\": [{FIELD: TEXT, ...}], \"rationale\": true,"
                        + " \"deadline_ms\": 1000}");
        assertRefused(
                "null",
                400,
                "the body must be JSON: {\"rows\": [{FIELD: TEXT, ...}], \"rationale\": true,"
                        + " \"deadline_ms\": 1000}");
        String malformed = "the body must be JSON: {\"rows\": [{FIELD: TEXT, ...}], \"rationale\": true,"
                + " \"deadline_ms\": 1000}";
        assertRefused("{\"rows\": [" + ROW + "], \"rationale\": \"true\"}", 400, malformed);
        assertRefused("{\"rows\": [" + ROW + "], \"deadline_ms\": 1.5}", 400, malformed);
        assertRefused("{\"rows\": [{\"premise\": 1, \"hypothesis\": \"b\"}]}", 400, malformed);
        assertRefused("{\"rows\": []}", 400, "rows: must be 1 to 9, but are 0");
        assertRefused("{\"rows\": [" + (ROW + ",").repeat(9) + ROW + "]}", 413, "rows: must be 1 to 9, but are 10");
        assertRefused("{\"rows\": [null]}", 400, "rows[0]: premise must be there and not empty");
        assertRefused(
                "{\"rows\": [" + ROW + ", {\"premise\": \"secret\"}]}",
                400,
                "rows[1]: hypothesis must be there and not empty");
        assertRefused(
                "{\"rows\": [{\"premise\": \"" + "s".repeat(100) + "\", \"hypothesis\": \"b\"}]}",
                413,
                "rows[0]: premise must have at most 99 characters, but has 100");
        assertRefused(
                "{\"rows\": [" + ROW + "], \"deadline_ms\": 0}", 400, "deadline_ms: must be 1 to 30000, but is 0");
    }

    private static void assertRefused(String body, int status, String message) {
        HttpResponse<String> reply = predict(body);

        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(Json.mapper().readTree(reply.body()).path("error").asString())
                .isEqualTo(message);
    }
}
