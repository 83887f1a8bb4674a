package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.progress.Progress;
import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockReaction;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pool does about a server that answers "too many requests". */
class RefusingServerTest {

    @TempDir
    Path folder;

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
        try (MockTeacherServer server = QuickPool.mock(refuseOnce);
                Journal journal = new QuickPool(folder).journal()) {
            TeacherConfig noRetries = QuickPool.config(server, 1, 0);
            AskSummary summary =
                    QuickPool.pool(noRetries, journal).ask(QuickPool.prompts(4).iterator(), Progress.none());

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
                Journal journal = new QuickPool(folder).journal()) {
            QuickPool.pool(QuickPool.config(server, 8, 0), journal)
                    .ask(QuickPool.prompts(100).iterator(), Progress.none());

            long quietFrom = refusedAt.get() + Duration.ofMillis(200).toNanos(); // what was under way has arrived
            long quietTo = refusedAt.get() + Duration.ofSeconds(1).toNanos();
            assertThat(arrivals).noneMatch(at -> at > quietFrom && at < quietTo);
            assertThat(arrivals).hasSize(100);
        }
    }

    @Test
    void givesUpOnAServerThatRefusesForTooLong() {
        try (MockTeacherServer server = QuickPool.mock(Faults.always(Faults.status(429, "")))) {
            assertThatExceptionOfType(TeacherException.class)
                    .isThrownBy(() -> new QuickPool(folder).ask(server, QuickPool.prompts(2)))
                    .withMessage("teacher mock-teacher at " + server.baseUrl() + ": too many requests (429);"
                            + " waited as long as it may, run the same command again later");
        }
    }

    @Test
    void stopsAtOnceWhenTheQuotaIsUsedUp() {
        String body = Faults.error("You exceeded your current quota", "insufficient_quota");
        try (MockTeacherServer server = QuickPool.mock(Faults.always(Faults.status(429, body)));
                Journal journal = new QuickPool(folder).journal()) {
            assertThatExceptionOfType(TeacherException.class)
                    .isThrownBy(() -> QuickPool.pool(QuickPool.config(server, 1, 5), journal)
                            .ask(QuickPool.prompts(9).iterator(), Progress.none()))
                    .withMessage("teacher mock-teacher at " + server.baseUrl()
                            + ": the quota is used up (429): You exceeded your current quota");
            assertThat(server.statistics().requests()).isEqualTo(1);
        }
    }
}
