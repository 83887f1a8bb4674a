package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own, with signals and changing folders. */
@Tag("proof")
class ServeProcessTest {

    private static final String BODY = IntStream.range(0, 128)
            .mapToObj(i -> "{\"premise\": \"A dog runs " + i + " miles.\", \"hypothesis\": \"An animal moves.\"}")
            .collect(Collectors.joining(", ", "{\"rows\": [", "], \"rationale\": true}"));

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Process process;
    private String url = "";

    @BeforeEach
    void start() throws IOException {
        TinyStudent.write(folder.resolve("student"), 1);
        String student = folder.resolve("student").toString();
        process = new ProcessBuilder(
                        ChildCommand.of("256m", "serve", student, "--reload-ms", "50", "--max-new-tokens", "20"))
                .redirectError(folder.resolve("log").toFile())
                .start();
        url = new BufferedReader(process.inputReader()).readLine();
    }

    @AfterEach
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private CompletableFuture<HttpResponse<String>> predict() {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(url + "/v1/predict"))
                        .POST(BodyPublishers.ofString(BODY))
                        .build(),
                BodyHandlers.ofString());
    }

    private String health() {
        return client.sendAsync(
                        HttpRequest.newBuilder(URI.create(url + "/health/ready"))
                                .build(),
                        BodyHandlers.ofString())
                .join()
                .body();
    }

    @Test
    void aTerminatedServerAnswersWhatItAccepted() throws InterruptedException {
        List<CompletableFuture<HttpResponse<String>>> accepted =
                IntStream.range(0, 4).mapToObj(i -> predict()).toList();
        while (health().contains("\"waiting\":0")) {
            Thread.sleep(1);
        }

        process.destroy();

        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 15); // ended by SIGTERM, as Java says it
        assertThat(accepted.stream()
                        .map(reply -> reply.handle((whole, failure) -> status(whole, failure))
                                .join()))
                .contains("200")
                .isSubsetOf("200", "503", "refused");
    }

    /** Those whose connection came after the signal may find the door shut; those let in are answered. */
    private static String status(HttpResponse<String> whole, Throwable failure) {
        return failure == null
                ? Integer.toString(whole.statusCode())
                : failure.getCause() instanceof java.net.ConnectException ? "refused" : failure.toString();
    }

    /** Three requests are there all the time, so that some wait for the old student while it is replaced. */
    @Test
    void aChangedStudentIsReloadedWithoutLosingARequest() {
        String before = version(predict().join());
        Queue<CompletableFuture<HttpResponse<String>>> underWay = new ArrayDeque<>(List.of(predict(), predict()));
        TinyStudent.write(folder.resolve("student"), 2);
        String after = before;
        while (after.equals(before)) {
            underWay.add(predict());
            after = version(underWay.remove().join()); // every one of them must be answered
        }

        assertThat(after).startsWith("sha256:");
        underWay.forEach(reply -> version(reply.join()));
    }

    private static String version(HttpResponse<String> reply) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return dev.scholium.file.Json.mapper()
                .readTree(reply.body())
                .path("version")
                .asString();
    }
}
