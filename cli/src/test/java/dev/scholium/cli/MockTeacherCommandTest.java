package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.teacher.mock.FaultyTeacher;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MockTeacherCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... args) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    @Test
    void theHelpListsEveryFaultWithAnExample() {
        assertThat(run("mock-teacher", "--help")).isZero();
        assertThat(FaultyTeacher.help())
                .hasSize(22)
                .allSatisfy(line -> assertThat(out.toString()).contains("  " + line.substring(0, line.indexOf(' '))));
    }

    @Test
    void refusesAFaultThatThereIsNot() {
        assertThat(run("mock-teacher", "--faults", "gremlins=1")).isEqualTo(2);
        assertThat(err.toString()).startsWith("scholium: --faults: no fault is called \"gremlins\", only 429, ");
    }

    @Test
    void misbehavesAndKeepsALogUntilItIsStopped() throws Exception {
        Path log = folder.resolve("mock.jsonl");
        CompletableFuture<Integer> status = new CompletableFuture<>();
        Thread command = new Thread(() -> status.complete(
                run("mock-teacher", "--faults", "refusal=1", "--log", log.toString(), "--delay-ms", "1")));
        command.start();
        while (!out.toString().endsWith("/v1" + System.lineSeparator())) {
            Thread.sleep(10);
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(out.toString().strip() + "/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Premise: A door\"}]}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("I'm sorry");
        command.interrupt();

        assertThat(status.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(Files.readString(log))
                .matches("\\{\"hash\":\"[0-9a-f]{64}\",\"outcome\":\"answered\",\"prompt_tokens\":3,"
                        + "\"completion_tokens\":8\\}\n");
    }
}
