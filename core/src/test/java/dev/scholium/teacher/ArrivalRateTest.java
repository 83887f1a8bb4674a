package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.scholium.progress.Progress;
import dev.scholium.prompt.Prompt;
import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A server counts what arrives from a whole pool, journal and connections included, a minute being six seconds: no
 * sliding minute sees more than the limit, and at least 95 % of it is used.
 *
 * <p>The limiter promises this as long as no request is held up on its way longer than its guard more than another: the
 * ways are measured, and the test is skipped where they break the condition, and it shows.
 */
@Tag("proof")
class ArrivalRateTest {

    private static final long MINUTE = 6_000_000_000L;
    private static final long GUARD = MINUTE * 15 / 1000;

    @TempDir
    Path folder;

    private record Arrival(long time, long tokens) {}

    /** A server that notes what arrives when, and bills uneven amounts. */
    private static final class Counting implements AutoCloseable {
        private final ConcurrentLinkedQueue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
        private final Map<String, Long> arrivedAt = new ConcurrentHashMap<>();
        private final MockTeacherServer server;

        Counting() {
            MockBehaviour behaviour = (request, usual) -> {
                long now = System.nanoTime();
                int number = number(request.body());
                long tokens = 300 + number % 7 * 25L; // of 390 that are reserved, and a few
                arrivals.add(new Arrival(now, tokens));
                arrivedAt.put("row " + number, now);
                return Faults.ok("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"So.\"},"
                        + "\"finish_reason\":\"stop\"}],\"model\":\"m\",\"usage\":{\"prompt_tokens\":" + (tokens - 10)
                        + ",\"completion_tokens\":10}}");
            };
            this.server = MockTeacherServer.start(0, Duration.ZERO, behaviour);
        }

        private static int number(String body) {
            return Integer.parseInt(body.replaceAll("(?s).*row (\\d+).*", "$1"));
        }

        List<Arrival> inOrder() {
            List<Arrival> ordered = new ArrayList<>(arrivals);
            ordered.sort((a, b) -> Long.compare(a.time(), b.time()));
            return ordered;
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /** Passes questions on and notes when. */
    private record Noting(Teacher teacher, Map<String, Long> sentAt) implements Teacher {
        @Override
        public TeacherIdentity identity() {
            return teacher.identity();
        }

        @Override
        public Completion ask(Question question) {
            sentAt.put(question.prompt().user(), System.nanoTime());
            return teacher.ask(question);
        }
    }

    /** What arrived, and the longest way of a request to the server in nanoseconds. */
    private record Measured(List<Arrival> arrivals, long longestWay) {

        /** Skips the test if what was measured breaks the limiter's condition, and it shows. */
        void onlyIfOnTime(boolean asPromised, String found) {
            assumeTrue(
                    asPromised || longestWay < GUARD,
                    "this machine holds requests up on their way for " + longestWay / 1_000_000
                            + " ms, longer than the limiter's guard; " + found);
        }
    }

    /** Classes are loaded before anything is measured. */
    @BeforeEach
    void warmUp() {
        run(100, Map.of("max_requests_per_minute", 100_000));
    }

    private Measured run(int requests, Map<String, Integer> limits) {
        Map<String, Long> sentAt = new ConcurrentHashMap<>();
        try (Counting counting = new Counting();
                Journal journal = Journal.open(folder.resolve("journal-" + requests + ".sqlite"), Clock.systemUTC())) {
            TeacherConfig config = TeacherConfig.defaults()
                    .with(Map.of("base_url", counting.server.baseUrl(), "model", "m"))
                    .with(Map.of("max_concurrent_requests", 32, "max_tokens", 350))
                    .with(Map.copyOf(limits));
            Teacher teacher = new Noting(ChatTeacher.of(config, Map.of(), Clock.systemUTC()), sentAt);
            Stream<Question> questions =
                    IntStream.range(0, requests).mapToObj(i -> Question.of(new Prompt("", "row " + i)));
            AskSummary summary = new TeacherPool(teacher, config, journal, RetryPolicy.defaults(), 1, MINUTE)
                    .ask(questions.iterator(), Progress.none());
            assertThat(summary.asked()).isEqualTo(requests);
            return new Measured(counting.inOrder(), longestWay(sentAt, counting.arrivedAt));
        }
    }

    private static long longestWay(Map<String, Long> sentAt, Map<String, Long> arrivedAt) {
        return sentAt.entrySet().stream()
                .mapToLong(sent -> arrivedAt.getOrDefault(sent.getKey(), Long.MAX_VALUE) - sent.getValue())
                .max()
                .orElseThrow();
    }

    private static long mostInAMinute(List<Arrival> arrivals, boolean tokens) {
        long most = 0;
        long sum = 0;
        int from = 0;
        for (Arrival each : arrivals) {
            sum += tokens ? each.tokens() : 1;
            while (each.time() - arrivals.get(from).time() >= MINUTE) {
                sum -= tokens ? arrivals.get(from).tokens() : 1;
                from++;
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    /** What arrived for each minute between the first and the last. */
    private static double aMinute(List<Arrival> arrivals, boolean tokens) {
        List<Arrival> butLast = arrivals.subList(0, arrivals.size() - 1);
        long sum =
                butLast.stream().mapToLong(each -> tokens ? each.tokens() : 1).sum();
        return sum
                * (double) MINUTE
                / (arrivals.get(arrivals.size() - 1).time() - arrivals.get(0).time());
    }

    private static void isWithin(int limit, boolean tokens, Measured measured) {
        long most = mostInAMinute(measured.arrivals(), tokens);
        double used = aMinute(measured.arrivals(), tokens);
        measured.onlyIfOnTime(most <= limit && used >= 0.95 * limit, "most " + most + ", used " + used);

        assertThat(most).isLessThanOrEqualTo(limit);
        assertThat(used).isGreaterThanOrEqualTo(0.95 * limit);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void requestsArriveWithinTheirLimitAndUseIt() {
        isWithin(300, false, run(450, Map.of("max_requests_per_minute", 300)));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void tokensArriveWithinTheirLimitAndUseIt() {
        Map<String, Integer> limits = Map.of("max_requests_per_minute", 100_000, "max_tokens_per_minute", 100_000);
        isWithin(100_000, true, run(410, limits));
    }
}
