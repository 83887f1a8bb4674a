package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ExitCode;
import dev.scholium.progress.Progress;
import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockReaction;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pool does about a server that fails, and about replies that are none. */
class FaultyServerTest {

    @TempDir
    Path folder;

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
        try (MockTeacherServer server = QuickPool.mock(Faults.first(2, Faults.ok(body)))) {
            AskSummary summary = new QuickPool(folder).ask(server, QuickPool.prompts(1));

            assertThat(summary.failed()).isZero();
            assertThat(server.statistics().requests()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 408})
    void asksAgainAfterServerFaults(int status) {
        try (MockTeacherServer server = QuickPool.mock(Faults.first(3, Faults.status(status, "overloaded")))) {
            assertThat(new QuickPool(folder).ask(server, QuickPool.prompts(5)).failed())
                    .isZero();
            assertThat(server.statistics().requests()).isEqualTo(8);
        }
    }

    @Test
    void asksAgainAfterBrokenConnections() {
        MockReaction cut = new MockReaction.Truncate("{\"choices\":[]}", 5);
        for (MockReaction fault : List.of(new MockReaction.Hangup(), cut)) {
            try (MockTeacherServer server = QuickPool.mock(Faults.first(2, fault))) {
                assertThat(new QuickPool(folder)
                                .ask(server, QuickPool.prompts(3))
                                .failed())
                        .isZero();
                assertThat(server.statistics().requests()).isEqualTo(5);
            }
        }
    }

    @Test
    void asksAgainWhenTheContentTypeIsWrong() {
        MockReaction page = new MockReaction.Respond(200, Map.of("content-type", "text/html"), "<html></html>");
        try (MockTeacherServer server = QuickPool.mock(Faults.first(1, page))) {
            assertThat(new QuickPool(folder).ask(server, QuickPool.prompts(1)).failed())
                    .isZero();
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
        try (MockTeacherServer server = QuickPool.mock(slowAtFirst);
                Journal journal = new QuickPool(folder).journal()) {
            TeacherConfig impatient = QuickPool.config(server, 1, 2)
                    .with(Map.of(
                            "max_requests_per_minute",
                            100_000,
                            "max_concurrent_requests",
                            1,
                            "max_retries",
                            2,
                            "request_timeout",
                            0.3));
            assertThat(QuickPool.pool(impatient, journal)
                            .ask(QuickPool.prompts(1).iterator(), Progress.none())
                            .failed())
                    .isZero();
            assertThat(server.statistics().requests()).isEqualTo(2);
            end.countDown();
        }
    }

    @Test
    void recordsWhatFailsForGoodAndAsksItAgainInTheNextRunOnly() {
        Question bad = QuickPool.prompts(3).get(1);
        MockBehaviour oneFails =
                (request, usual) -> request.body().contains("row 1") ? Faults.status(500, "no luck") : usual;
        try (MockTeacherServer server = QuickPool.mock(oneFails);
                Journal journal = new QuickPool(folder).journal()) {
            TeacherPool pool = QuickPool.pool(QuickPool.config(server, 2, 2), journal);
            AskSummary summary = pool.ask(QuickPool.prompts(3).iterator(), Progress.none());
            AskSummary again = pool.ask(QuickPool.prompts(3).iterator(), Progress.none());

            assertThat(summary.failed()).isEqualTo(1);
            assertThat(again.asked()).isZero();
            assertThat(server.statistics().requests()).isEqualTo(5);
            assertThat(pool.find(bad)).isInstanceOfSatisfying(JournalEntry.Failed.class, failed -> {
                assertThat(failed.reason()).isEqualTo("the server failed (500)");
                assertThat(failed.raw()).isEqualTo("no luck");
            });
        }
        try (MockTeacherServer server = QuickPool.mock(oneFails)) {
            assertThat(new QuickPool(folder).ask(server, QuickPool.prompts(3)).asked())
                    .isEqualTo(3); // another address: all anew
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void stopsAtOnceWhenNoRequestCanSucceed(int status) {
        try (MockTeacherServer server =
                        QuickPool.mock(Faults.always(Faults.status(status, Faults.error("no", "nope"))));
                Journal journal = new QuickPool(folder).journal()) {
            assertThatExceptionOfType(TeacherException.class)
                    .isThrownBy(() -> QuickPool.pool(QuickPool.config(server, 1, 5), journal)
                            .ask(QuickPool.prompts(9).iterator(), Progress.none()))
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
        try (MockTeacherServer server = QuickPool.mock(tooLong)) {
            assertThat(new QuickPool(folder).ask(server, QuickPool.prompts(5)).failed())
                    .isEqualTo(1);
            assertThat(server.statistics().requests()).isEqualTo(5);
        }
    }

    @Test
    void saysThatNothingListensThere() {
        String gone;
        try (MockTeacherServer server = QuickPool.mock(MockBehaviour.FAULTLESS)) {
            gone = server.baseUrl();
        }
        TeacherConfig config = TeacherConfig.defaults().with(Map.of("base_url", gone, "model", "mock-teacher"));
        try (Journal journal = new QuickPool(folder).journal()) {
            assertThatExceptionOfType(TeacherException.class)
                    .isThrownBy(() -> QuickPool.pool(config, journal)
                            .ask(QuickPool.prompts(3).iterator(), Progress.none()))
                    .withMessage("teacher mock-teacher at " + gone + ": cannot connect; is the server running?");
        }
    }

    @Test
    void stopsWhenManyRequestsInARowFail() {
        try (MockTeacherServer server = QuickPool.mock(Faults.always(Faults.status(500, "")))) {
            assertThatExceptionOfType(TeacherException.class)
                    .isThrownBy(() -> new QuickPool(folder).ask(server, QuickPool.prompts(500)))
                    .withMessageContaining("20 requests in a row got no answer; the last: the server failed (500)");
            assertThat(server.statistics().requests()).isLessThan(4 * 30);
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
        try (Journal journal = new QuickPool(folder).journal()) {
            TeacherPool pool = new TeacherPool(broken, TeacherConfig.defaults(), journal, QuickPool.QUICK, 1);
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> pool.ask(QuickPool.prompts(5).iterator(), Progress.none()))
                    .withMessage("a defect");
        }
    }
}
