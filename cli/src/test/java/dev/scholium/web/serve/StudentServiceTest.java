package dev.scholium.web.serve;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.student.RowListener;
import dev.scholium.student.Student.StudentAnswer;
import dev.scholium.web.KeyStoreForTest;
import dev.scholium.web.WebConfig;
import dev.scholium.web.WebServer;
import dev.scholium.web.batch.BatchLimits;
import dev.scholium.web.batch.BatchQueue;
import dev.scholium.web.batch.Question;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A student that waits for its turns, or fails, behind a real server. */
class StudentServiceTest {

    private static final String ONE = body("A dog runs.");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore turns = new Semaphore(0);
    private final HttpClient client = HttpClient.newHttpClient();
    private final BatchQueue queue = new BatchQueue(new BatchLimits(1, 1, Duration.ZERO), this::answer);
    private final ServedForTest served = new ServedForTest(queue, log::add);

    @AfterEach
    void stop() {
        turns.release(100);
        served.close();
    }

    private List<StudentAnswer> answer(List<Question> questions, RowListener listener) {
        asked.add(questions.get(0).source());
        begun.release();
        turns.acquireUninterruptibly();
        if (questions.get(0).source().contains("broken")) {
            throw new ScholiumException(ExitCode.FAILED, "the weights are damaged");
        }
        return List.of(new StudentAnswer(List.of(0.5, 0.25, 0.25), "entailment", "Entailment", false));
    }

    private static String body(String premise) {
        return "{\"rows\": [{\"premise\": \"" + premise + "\", \"hypothesis\": \"An animal moves.\"}]}";
    }

    private CompletableFuture<HttpResponse<String>> predict(String body) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(served.server().url() + "/v1/predict"))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Asks once, and again: the student is busy with the first, the second fills the queue. */
    private List<CompletableFuture<HttpResponse<String>>> busyAndFull() throws InterruptedException {
        CompletableFuture<HttpResponse<String>> first = predict(ONE);
        begun.acquireUninterruptibly();
        CompletableFuture<HttpResponse<String>> second = predict(ONE);
        waitUntilRowsWait(1);
        return List.of(first, second);
    }

    private void waitUntilRowsWait(int rows) throws InterruptedException {
        while (queue.waiting() != rows) {
            Thread.sleep(1);
        }
    }

    @Test
    void aFullQueueRefusesAndSaysWhenToTryAgain() throws InterruptedException {
        List<CompletableFuture<HttpResponse<String>>> accepted = busyAndFull();

        HttpResponse<String> refused = predict(ONE).join();

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.body()).isEqualTo("{\"error\":\"too many rows wait; try again after a second\"}");
        turns.release(2);
        assertThat(accepted)
                .allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(200));
    }

    @Test
    void aPassedDeadlineIsSaidWhileTheStudentIsStillBusy() {
        CompletableFuture<HttpResponse<String>> late = predict(ONE.replace("]}", "], \"deadline_ms\": 30}"));

        assertThat(late.join().statusCode()).isEqualTo(504);
        assertThat(late.join().body()).isEqualTo("{\"error\":\"no answer before the deadline\"}");
    }

    @Test
    void aStopRefusesNewRequestsAndAnswersTheAccepted() throws InterruptedException {
        List<CompletableFuture<HttpResponse<String>>> accepted = busyAndFull();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(served.server()::close);

        HttpResponse<String> refused = predict("{}").join();
        while (refused.statusCode() == 400) { // the stop has not begun yet
            refused = predict("{}").join();
        }

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).isEqualTo("{\"error\":\"the server is stopping\"}");
        assertThat(stopped).isNotDone();
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        turns.release(2);
        assertThat(accepted)
                .allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(200));
        stopped.join();
    }

    @Test
    void rowsOfACallerWhoLeftAreNotAsked() throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> first = predict(ONE);
        begun.acquireUninterruptibly();
        String gone = body("Nobody waits.");
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), served.server().port())) {
            String head = "POST /v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + gone.length();
            socket.getOutputStream().write((head + "\r\n\r\n" + gone).getBytes(StandardCharsets.US_ASCII));
            waitUntilRowsWait(1);
        }
        while (log.isEmpty()) {
            Thread.sleep(1);
        }
        turns.release(2);

        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(predict(ONE).join().statusCode()).isEqualTo(200);
        assertThat(asked).noneMatch(source -> source.contains("Nobody"));
        assertThat(log.get(0)).contains("\"status\":499");
    }

    /** What is read then is of the connection's encryption, not of its caller. */
    @Test
    void aCallerWhoLeftAnEncryptedConnectionIsSeen(@TempDir Path folder) throws Exception {
        KeyStoreForTest key = KeyStoreForTest.in(folder);
        try (BatchQueue own = new BatchQueue(new BatchLimits(1, 1, Duration.ZERO), this::answer);
                ServedForTest encrypted =
                        new ServedForTest(WebConfig.loopback(0).withTls(key.tls()), own, log::add)) {
            try (Socket socket = key.trusted()
                    .getSocketFactory()
                    .createSocket(
                            InetAddress.getLoopbackAddress(), encrypted.server().port())) {
                String head = "POST /v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + ONE.length();
                socket.getOutputStream().write((head + "\r\n\r\n" + ONE).getBytes(StandardCharsets.US_ASCII));
                begun.acquireUninterruptibly();
                Thread.sleep(250); // the server looks meanwhile, and sees that the caller is there
                assertThat(log).isEmpty();
            }
            while (log.isEmpty()) {
                Thread.sleep(1);
            }
            turns.release();
        }

        assertThat(log.get(0)).contains("\"status\":499");
    }

    @Test
    void whatACallerSendsEarlyIsNotLost() throws IOException, InterruptedException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), served.server().port())) {
            String head = "POST /v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + ONE.length();
            String request = head + "\r\n\r\n" + ONE;
            String last = request.replace("Host", "Connection: close\r\nHost");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            begun.acquireUninterruptibly();
            socket.getOutputStream().write(last.getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(250); // the server looks meanwhile; had it not, the replies must be the same
            turns.release(2);
            String replies = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(replies.split("HTTP/1.1 200", -1)).hasSize(3);
        }
    }

    @Test
    void aReplacedStudentAnswersWhatItAcceptedAndItsSuccessorTheRest() throws InterruptedException {
        List<CompletableFuture<HttpResponse<String>>> accepted = busyAndFull();
        BatchQueue next = new BatchQueue(new BatchLimits(1, 1, Duration.ZERO), this::answer);
        CompletableFuture<Void> replaced = CompletableFuture.runAsync(
                () -> served.students().replace("student", old -> ServedForTest.student("sha256:1", next)));
        while (served.students().all().get(0).queue() != next) {
            Thread.sleep(1);
        }

        CompletableFuture<HttpResponse<String>> late = predict(ONE);
        turns.release(3);

        assertThat(accepted).allSatisfy(one -> assertThat(one.join().body()).contains("\"version\":\"sha256:0\""));
        assertThat(late.join().body()).contains("\"model\":\"student\",\"version\":\"sha256:1\"");
        replaced.join();
    }

    @Test
    void aStudentThatIsNotThereIsSaidWithThoseThatAre() {
        HttpResponse<String> refused =
                predict(ONE.replace("]}", "], \"model\": \"other\"}")).join();

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body()).isEqualTo("{\"error\":\"model: there is no such student; there are: student\"}");
    }

    @Test
    void metricsCountRequestsTimesAndRefusedRowsAndHoldNoText() throws InterruptedException {
        busyAndFull();
        predict(ONE).join();
        String metrics = get("/metrics").body();

        assertThat(metrics)
                .contains(
                        "scholium_requests_total{route=\"/v1/predict\",status=\"429\"} 1.0",
                        "scholium_request_seconds_bucket{route=\"/v1/predict\",le=\"0.005\"}",
                        "scholium_rows_refused_total{model=\"student\",reason=\"queue_full\"} 1.0",
                        "scholium_waiting_rows{model=\"student\"} 1.0")
                .doesNotContain("dog");
    }

    private HttpResponse<String> get(String path) {
        return client.sendAsync(
                        HttpRequest.newBuilder(URI.create(served.server().url() + path))
                                .build(),
                        BodyHandlers.ofString())
                .join();
    }

    @Test
    void aFailureOfTheStudentIsLoggedWithItsCauseAndWithoutTexts() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger logger = (Logger) LoggerFactory.getLogger(WebServer.class);
        logger.addAppender(lines);
        turns.release();

        HttpResponse<String> failed = predict(body("broken secret")).join();

        logger.detachAppender(lines);
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).isEqualTo("{\"error\":\"the server failed to answer; its log says more\"}");
        assertThat(lines.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .startsWith("POST /v1/predict: failed by a defect: java.lang.IllegalStateException")
                        .contains("dev.scholium.failure.ScholiumException (the weights are damaged) at ")
                        .doesNotContain("secret"));
    }
}
