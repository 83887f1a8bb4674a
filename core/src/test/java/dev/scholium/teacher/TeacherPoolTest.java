package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.prompt.Prompt;
import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockReaction;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeacherPoolTest {

    private static final RetryPolicy QUICK =
            new RetryPolicy(Duration.ofMillis(2), Duration.ofMillis(20), Duration.ofSeconds(2), 20);

    @TempDir
    Path folder;

    private static List<Question> prompts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Question.of(new Prompt("", "Premise: row " + i + "\nWhy does it hold?")))
                .toList();
    }

    private static MockTeacherServer mock(MockBehaviour behaviour) {
        return MockTeacherServer.start(0, Duration.ZERO, behaviour);
    }

    private Journal journal() {
        return Journal.open(folder.resolve("journal.sqlite"), Clock.systemUTC());
    }

    private static TeacherConfig config(MockTeacherServer server, int concurrent, int retries) {
        return TeacherConfig.defaults()
                .with(Map.of("base_url", server.baseUrl(), "model", "mock-teacher"))
                .with(Map.of(
                        "max_requests_per_minute",
                        100_000,
                        "max_concurrent_requests",
                        concurrent,
                        "max_retries",
                        retries,
                        "request_timeout",
                        5));
    }

    private static TeacherPool pool(TeacherConfig config, Journal journal) {
        Teacher teacher = ChatTeacher.of(config, Map.of(), Clock.systemUTC());
        return new TeacherPool(teacher, config, journal, QUICK, 1);
    }

    private AskSummary ask(MockTeacherServer server, List<Question> prompts) {
        try (Journal journal = journal()) {
            return pool(config(server, 4, 3), journal).ask(prompts.iterator(), Progress.none());
        }
    }

    @Test
    void asksEqualPromptsOnceAlsoWhenTheyAreUnderWayTogether() {
        List<Question> twice = List.of(
                prompts(1).get(0),
                prompts(1).get(0),
                prompts(2).get(1),
                prompts(1).get(0));
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ofMillis(50), MockBehaviour.FAULTLESS)) {
            AskSummary summary = ask(server, twice);

            assertThat(server.statistics().requests()).isEqualTo(2);
            assertThat(summary.prompts()).isEqualTo(4);
            assertThat(summary.asked()).isEqualTo(2);
            assertThat(summary.deduplicated()).isEqualTo(2);
        }
    }

    @Test
    void asksNothingThatTheJournalHolds() {
        try (MockTeacherServer server = mock(MockBehaviour.FAULTLESS)) {
            ask(server, prompts(30));
            AskSummary second = ask(server, prompts(40));

            assertThat(server.statistics().requests()).isEqualTo(40);
            assertThat(second.fromJournal()).isEqualTo(30);
            assertThat(second.asked()).isEqualTo(10);
            assertThat(second.askedAgain()).isZero();
        }
    }

    @Test
    void keepsTheReplyAsItCame() {
        String body = "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"It  says so. \"},"
                + "\"finish_reason\":\"length\"}],\"model\":\"m-2\",\"usage\":{\"prompt_tokens\":7,"
                + "\"completion_tokens\":5,\"total_tokens\":12}}";
        try (MockTeacherServer server = mock(Faults.always(Faults.ok(body)));
                Journal journal = journal()) {
            TeacherPool pool = pool(config(server, 1, 0), journal);
            AskSummary summary = pool.ask(prompts(1).iterator(), Progress.none());

            JournalEntry.Answered answered =
                    (JournalEntry.Answered) pool.find(prompts(1).get(0));
            assertThat(answered.completion().raw()).isEqualTo(body);
            assertThat(answered.completion().text()).isEqualTo("It  says so. ");
            assertThat(answered.completion().finishReason()).isEqualTo("length");
            assertThat(answered.completion().model()).isEqualTo("m-2");
            assertThat(summary.usage()).isEqualTo(new TokenUsage(7, 5));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"message\":{\"cont",
                "<html>Bad gateway</html>",
                "",
                "[]",
                "{}",
                "{\"choices\":[]}",
                "{\"choices\":[{}]}",
                "null",
                "{\"choices\":\"none\"}"
            })
    void asksAgainWhenABodyIsNoAnswer(String body) {
        try (MockTeacherServer server = mock(Faults.first(2, Faults.ok(body)))) {
            AskSummary summary = ask(server, prompts(1));

            assertThat(summary.failed()).isZero();
            assertThat(server.statistics().requests()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 408})
    void asksAgainAfterServerFaults(int status) {
        try (MockTeacherServer server = mock(Faults.first(3, Faults.status(status, "overloaded")))) {
            assertThat(ask(server, prompts(5)).failed()).isZero();
            assertThat(server.statistics().requests()).isEqualTo(8);
        }
    }

    @Test
    void asksAgainAfterBrokenConnections() {
        MockReaction cut = new MockReaction.Truncate("{\"choices\":[]}", 5);
        for (MockReaction fault : List.of(new MockReaction.Hangup(), cut)) {
            try (MockTeacherServer server = mock(Faults.first(2, fault))) {
                assertThat(ask(server, prompts(3)).failed()).isZero();
                assertThat(server.statistics().requests()).isEqualTo(5);
            }
        }
    }

    @Test
    void asksAgainWhenTheContentTypeIsWrong() {
        MockReaction page = new MockReaction.Respond(200, Map.of("content-type", "text/html"), "<html></html>");
        try (MockTeacherServer server = mock(Faults.first(1, page))) {
            assertThat(ask(server, prompts(1)).failed()).isZero();
            assertThat(server.statistics().requests()).isEqualTo(2);
        }
    }

    @Test
    void asksAgainWhenNoAnswerComesInTime() {
        CountDownLatch end = new CountDownLatch(1);
        MockBehaviour slowAtFirst = (request, usual) -> {
            if (request.number() == 1) {
                await(end);
            }
            return usual;
        };
        try (MockTeacherServer server = mock(slowAtFirst);
                Journal journal = journal()) {
            TeacherConfig impatient = config(server, 1, 2)
                    .with(Map.of(
                            "max_requests_per_minute",
                            100_000,
                            "max_concurrent_requests",
                            1,
                            "max_retries",
                            2,
                            "request_timeout",
                            0.3));
            assertThat(pool(impatient, journal)
                            .ask(prompts(1).iterator(), Progress.none())
                            .failed())
                    .isZero();
            assertThat(server.statistics().requests()).isEqualTo(2);
            end.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void recordsWhatFailsForGoodAndAsksItAgainInTheNextRunOnly() {
        Question bad = prompts(3).get(1);
        MockBehaviour oneFails =
                (request, usual) -> request.body().contains("row 1") ? Faults.status(500, "no luck") : usual;
        try (MockTeacherServer server = mock(oneFails);
                Journal journal = journal()) {
            TeacherPool pool = pool(config(server, 2, 2), journal);
            AskSummary summary = pool.ask(prompts(3).iterator(), Progress.none());
            AskSummary again = pool.ask(prompts(3).iterator(), Progress.none());

            assertThat(summary.failed()).isEqualTo(1);
            assertThat(again.asked()).isZero();
            assertThat(server.statistics().requests()).isEqualTo(5);
            assertThat(pool.find(bad)).isInstanceOfSatisfying(JournalEntry.Failed.class, failed -> {
                assertThat(failed.reason()).isEqualTo("the server failed (500)");
                assertThat(failed.raw()).isEqualTo("no luck");
            });
        }
        try (MockTeacherServer server = mock(oneFails)) {
            assertThat(ask(server, prompts(3)).asked()).isEqualTo(3); // another address: all anew
        }
    }

    @Test
    void obeysRetryAfterWithAllWorkersAndCountsItAsNoTry() {
        long[] refusedAt = new long[1];
        AtomicLong nextAt = new AtomicLong();
        MockBehaviour refuseOnce = (request, usual) -> {
            if (request.number() == 1) {
                refusedAt[0] = System.nanoTime();
                return new MockReaction.Respond(429, Map.of("retry-after", "1"), Faults.error("slow down", "rate"));
            }
            nextAt.compareAndSet(0, System.nanoTime());
            return usual;
        };
        try (MockTeacherServer server = mock(refuseOnce);
                Journal journal = journal()) {
            TeacherConfig noRetries = config(server, 1, 0);
            AskSummary summary = pool(noRetries, journal).ask(prompts(4).iterator(), Progress.none());

            assertThat(summary.failed()).isZero();
            assertThat(nextAt.get() - refusedAt[0])
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
            assertThat(server.statistics().requests()).isEqualTo(5);
        }
    }

    @Test
    void holdsAllWorkersBackAfterOneWasRefused() {
        AtomicLong refusedAt = new AtomicLong();
        List<Long> arrivals = new java.util.concurrent.CopyOnWriteArrayList<>();
        MockBehaviour refuse = (request, usual) -> {
            long now = System.nanoTime();
            if (request.body().contains("row 20\\n") && refusedAt.compareAndSet(0, now)) {
                return new MockReaction.Respond(429, Map.of("retry-after", "1"), "");
            }
            arrivals.add(now);
            return usual;
        };
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ofMillis(5), refuse);
                Journal journal = journal()) {
            pool(config(server, 8, 0), journal).ask(prompts(100).iterator(), Progress.none());

            long quietFrom = refusedAt.get() + Duration.ofMillis(200).toNanos(); // what was under way has arrived
            long quietTo = refusedAt.get() + Duration.ofSeconds(1).toNanos();
            assertThat(arrivals).noneMatch(at -> at > quietFrom && at < quietTo);
            assertThat(arrivals).hasSize(100);
        }
    }

    @Test
    void givesUpOnAServerThatRefusesForTooLong() {
        try (MockTeacherServer server = mock(Faults.always(Faults.status(429, "")))) {
            assertThatExceptionOfType(TeacherException.class)
                    .isThrownBy(() -> ask(server, prompts(2)))
                    .withMessage("teacher mock-teacher at " + server.baseUrl() + ": too many requests (429);"
                            + " waited as long as it may, run the same command again later");
        }
    }

    @Test
    void stopsAtOnceWhenTheQuotaIsUsedUp() {
        String body = Faults.error("You exceeded your current quota", "insufficient_quota");
        try (MockTeacherServer server = mock(Faults.always(Faults.status(429, body)));
                Journal journal = journal()) {
            assertThatExceptionOfType(TeacherException.class)
                    .isThrownBy(() ->
                            pool(config(server, 1, 5), journal).ask(prompts(9).iterator(), Progress.none()))
                    .withMessage("teacher mock-teacher at " + server.baseUrl()
                            + ": the quota is used up (429): You exceeded your current quota");
            assertThat(server.statistics().requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void stopsAtOnceWhenNoRequestCanSucceed(int status) {
        try (MockTeacherServer server = mock(Faults.always(Faults.status(status, Faults.error("no", "nope"))));
                Journal journal = journal()) {
            assertThatExceptionOfType(TeacherException.class)
                    .isThrownBy(() ->
                            pool(config(server, 1, 5), journal).ask(prompts(9).iterator(), Progress.none()))
                    .withMessageContaining("(" + status + ")")
                    .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.TEACHER));
            assertThat(server.statistics().requests()).isEqualTo(1);
            assertThat(journal.unresolved()).isZero();
        }
    }

    @Test
    void failsOnlyTheRowWhosePromptIsTooLong() {
        MockBehaviour tooLong = (request, usual) -> request.body().contains("row 2")
                ? Faults.status(400, Faults.error("maximum context", "context_length_exceeded"))
                : usual;
        try (MockTeacherServer server = mock(tooLong)) {
            assertThat(ask(server, prompts(5)).failed()).isEqualTo(1);
            assertThat(server.statistics().requests()).isEqualTo(5);
        }
    }

    @Test
    void saysThatNothingListensThere() {
        String gone;
        try (MockTeacherServer server = mock(MockBehaviour.FAULTLESS)) {
            gone = server.baseUrl();
        }
        TeacherConfig config = TeacherConfig.defaults().with(Map.of("base_url", gone, "model", "mock-teacher"));
        try (Journal journal = journal()) {
            assertThatExceptionOfType(TeacherException.class)
                    .isThrownBy(() -> pool(config, journal).ask(prompts(3).iterator(), Progress.none()))
                    .withMessage("teacher mock-teacher at " + gone + ": cannot connect; is the server running?");
        }
    }

    @Test
    void stopsWhenManyRequestsInARowFail() {
        try (MockTeacherServer server = mock(Faults.always(Faults.status(500, "")))) {
            assertThatExceptionOfType(TeacherException.class)
                    .isThrownBy(() -> ask(server, prompts(500)))
                    .withMessageContaining("20 requests in a row got no answer; the last: the server failed (500)");
            assertThat(server.statistics().requests()).isLessThan(4 * 30);
        }
    }

    @Test
    void finishesWhatIsUnderWayWhenInterruptedAndGoesOnLater() throws InterruptedException {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ofMillis(20), MockBehaviour.FAULTLESS)) {
            Thread run = new Thread(() -> {
                try {
                    ask(server, prompts(200));
                } catch (RuntimeException e) {
                    thrown.set(e);
                }
            });
            run.start();
            while (server.statistics().requests() < 20) {
                Thread.sleep(1);
            }
            run.interrupt();
            run.join();

            assertThat(thrown.get())
                    .isInstanceOfSatisfying(
                            ScholiumException.class,
                            e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INTERRUPTED));
            assertThat(server.statistics().requests()).isLessThan(100);
            AskSummary rest = ask(server, prompts(200));
            assertThat(rest.askedAgain()).isZero();
            assertThat(server.statistics().requests()).isEqualTo(200);
            assertThat(server.statistics().repeated()).isEmpty();
        }
    }

    @Test
    void leavesARequestToTheOtherPoolThatHasItUnderWay() throws InterruptedException {
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ofMillis(30), MockBehaviour.FAULTLESS)) {
            Thread other = new Thread(() -> ask(server, prompts(40)));
            other.start();
            ask(server, prompts(40));
            other.join();

            assertThat(server.statistics().requests()).isEqualTo(40);
        }
    }

    @Test
    void throwsOnWhatATeacherOfOursThrows() {
        Teacher broken = new Teacher() {
            @Override
            public TeacherIdentity identity() {
                return new TeacherIdentity(TeacherConfig.BUILT_IN, "broken", "");
            }

            @Override
            public Completion ask(Question question) {
                throw new IllegalStateException("a defect");
            }
        };
        try (Journal journal = journal()) {
            TeacherPool pool = new TeacherPool(broken, TeacherConfig.defaults(), journal, QUICK, 1);
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> pool.ask(prompts(5).iterator(), Progress.none()))
                    .withMessage("a defect");
        }
    }
}
