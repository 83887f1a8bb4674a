package dev.scholium.web.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.file.Json;
import dev.scholium.student.RowListener;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.web.batch.BatchLimits;
import dev.scholium.web.batch.BatchQueue;
import dev.scholium.web.batch.Question;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A student that writes a word a turn, behind a real server. */
class StreamedPredictionTest {

    private static final List<Double> PROBABILITIES = List.of(0.5, 0.25, 0.25);
    private static final String LABEL = "{\"model\":\"student\",\"version\":\"sha256:0\",\"label\":\"entailment\","
            + "\"probabilities\":{\"entailment\":0.5,\"neutral\":0.25,\"contradiction\":0.25}}";
    private static final String ROW = "{\"premise\": \"A dog runs.\", \"hypothesis\": \"An animal moves.\"}";
    private static final String BODY = "{\"rows\": [" + ROW + "], \"rationale\": true, \"stream\": true}";

    private static final StudentAnswer WHOLE =
            new StudentAnswer(PROBABILITIES, "entailment", "Entailment Explanation: It moves.", false);

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Semaphore turns = new Semaphore(0);
    private final Semaphore ended = new Semaphore(0);
    private final HttpClient client = HttpClient.newHttpClient();
    private final BatchQueue queue = new BatchQueue(new BatchLimits(8, 8, Duration.ZERO), this::answer);
    private final ServedForTest served = new ServedForTest(queue, log::add);

    @AfterEach
    void stop() {
        turns.release(100);
        served.close();
    }

    private List<StudentAnswer> answer(List<Question> questions, RowListener listener) {
        StringBuilder output = new StringBuilder("Entailment");
        if (!questions.get(0).source().contains("broken")) {
            listener.labelled(0, PROBABILITIES, "entailment");
        }
        for (String word : List.of(" Explanation:", " A <b>dog</b>", " is an", " animal.")) {
            turns.acquireUninterruptibly();
            if (!listener.isAwaited(0)) {
                break;
            }
            output.append(word);
            listener.written(0, output::toString);
            if (questions.get(0).source().contains("breaks") && word.equals(" is an")) {
                throw new IllegalStateException("secret");
            }
        }
        ended.release();
        return questions.stream()
                .map(question -> new StudentAnswer(PROBABILITIES, "entailment", output.toString(), false))
                .toList();
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(URI.create(served.server().url() + "/v1/predict"))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private BufferedReader stream(String body) throws IOException, InterruptedException {
        HttpResponse<InputStream> reply = client.send(request(body), BodyHandlers.ofInputStream());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=utf-8");
        return new BufferedReader(new InputStreamReader(reply.body(), StandardCharsets.UTF_8));
    }

    private static void assertEvent(BufferedReader events, String name, String data) throws IOException {
        assertThat(events.readLine()).isEqualTo("event: " + name);
        assertThat(events.readLine()).isEqualTo("data: " + data);
        assertThat(events.readLine()).isEmpty();
    }

    private HttpResponse<String> whole(String body) throws IOException, InterruptedException {
        return client.send(request(body), BodyHandlers.ofString());
    }

    @Test
    void theLabelComesFirstThenEachPieceAsItIsWrittenThenTheWholeAnswer() throws IOException, InterruptedException {
        try (BufferedReader events = stream(BODY)) {
            assertEvent(events, "label", LABEL);
            turns.release(2);
            assertEvent(events, "rationale", "{\"text\":\"A <b>dog</b>\"}");
            turns.release(1);
            assertEvent(events, "rationale", "{\"text\":\" is an\"}");
            turns.release(1);
            assertEvent(events, "rationale", "{\"text\":\" animal.\"}");
            turns.release(4);
            String unstreamed = whole(BODY.replace(", \"stream\": true", "")).body();
            assertEvent(events, "end", unstreamed);
            assertThat(events.readLine()).isNull();
            assertThat(Json.mapper()
                            .readTree(unstreamed)
                            .at("/answers/0/rationale")
                            .asString())
                    .isEqualTo("A <b>dog</b> is an animal.");
        }
        assertThat(client.send(
                                HttpRequest.newBuilder(
                                                URI.create(served.server().url() + "/metrics"))
                                        .build(),
                                BodyHandlers.ofString())
                        .body())
                .contains("scholium_first_piece_seconds_count{model=\"student\"} 1");
    }

    @Test
    void aStreamWhoseCallerLeavesIsCutOff() throws IOException, InterruptedException {
        BufferedReader events = stream(BODY);
        turns.release(2);
        assertEvent(events, "label", LABEL);
        events.close();
        while (log.isEmpty()) {
            Thread.sleep(1);
        }
        turns.release(1); // and no more: the student must see that nobody waits

        ended.acquireUninterruptibly();
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void aDeadlineThatPassesMeanwhileEndsTheStreamWithAnError() throws IOException, InterruptedException {
        try (BufferedReader events = stream(BODY.replace("true}", "true, \"deadline_ms\": 200}"))) {
            assertEvent(events, "label", LABEL);
            assertEvent(events, "error", "{\"error\":\"no answer before the deadline\"}");
            assertThat(events.readLine()).isNull();
        }
    }

    @Test
    void aFailureBeforeTheFirstEventIsAStatusAndALaterOneAnEvent() throws IOException, InterruptedException {
        HttpResponse<String> late =
                whole(BODY.replace("A dog", "broken").replace("true}", "true, \"deadline_ms\": 30}"));
        turns.release(10);
        ended.acquireUninterruptibly();

        assertThat(late.statusCode()).isEqualTo(504);
        try (BufferedReader events = stream(BODY.replace("A dog", "breaks"))) {
            String all = String.join("\n", events.lines().toList());
            assertThat(all)
                    .contains("event: label\n")
                    .endsWith("event: error\ndata: {\"error\":\"the server failed to answer; its log says more\"}\n")
                    .doesNotContain("secret", "event: end");
        }
    }

    @Test
    void aStopLetsStreamsEnd() throws IOException, InterruptedException {
        try (BufferedReader events = stream(BODY)) {
            assertEvent(events, "label", LABEL);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(served.server()::close);
            while (whole("{}").statusCode() == 400) { // the stop has not begun yet
                Thread.sleep(1);
            }
            turns.release(4);

            assertThat(events.lines().toList()).contains("event: end");
            stopped.join();
        }
    }

    @Test
    void aStudentThatIsReplacedInItsFolderEndsItsStreamAndItsSuccessorAnswersTheNextRequest(@TempDir Path folder)
            throws IOException, InterruptedException {
        BatchQueue next = new BatchQueue(new BatchLimits(8, 8, Duration.ZERO), (questions, listener) -> List.of(WHOLE));
        StudentWatch watch = new StudentWatch(
                served.students(), Map.of("student", folder), name -> ServedForTest.student("sha256:1", next));
        try (watch;
                BufferedReader events = stream(BODY)) {
            turns.release(2);
            assertEvent(events, "label", LABEL);
            assertEvent(events, "rationale", "{\"text\":\"A <b>dog</b>\"}");

            Files.writeString(folder.resolve("model.safetensors"), "new");
            CompletableFuture<Void> replaced = CompletableFuture.runAsync(() -> {
                watch.look();
                watch.look(); // the files have stood still
            });
            while (served.students().all().get(0).queue() != next) {
                Thread.sleep(1);
            }
            String later = whole(BODY.replace(", \"stream\": true", "")).body();
            assertThat(replaced).isNotDone();
            turns.release(2);

            assertThat(later).contains("\"version\":\"sha256:1\"").contains("\"rationale\":\"It moves.\"");
            assertEvent(events, "rationale", "{\"text\":\" is an\"}");
            assertEvent(events, "rationale", "{\"text\":\" animal.\"}");
            assertThat(events.readLine()).isEqualTo("event: end");
            assertThat(events.readLine())
                    .contains("\"version\":\"sha256:0\"")
                    .contains("\"rationale\":\"A <b>dog</b> is an animal.\"");
            replaced.join();
        }
    }

    @Test
    void aStreamAnswersOneRow() throws IOException, InterruptedException {
        HttpResponse<String> refused = whole(BODY.replace(ROW, ROW + ", " + ROW));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).isEqualTo("{\"error\":\"stream: answers one row, but rows are 2\"}");
    }
}
