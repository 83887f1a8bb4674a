package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.progress.Progress;
import dev.scholium.prompt.Prompt;
import dev.scholium.teacher.mock.FaultyTeacher;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A clock that is set back and forward while a run asks: nothing waits longer, nothing is asked twice. */
@Timeout(60)
class JumpingClockTest {

    private static final RetryPolicy QUICK =
            new RetryPolicy(Duration.ofMillis(2), Duration.ofMillis(20), Duration.ofSeconds(20), 20);
    private static final List<Question> QUESTIONS = IntStream.range(0, 200)
            .mapToObj(i -> Question.of(new Prompt("", "Premise: row " + i + "\nWhy?")))
            .toList();

    @TempDir
    Path folder;

    /** Goes a day back, a year forward, and to noon again, each time that somebody looks. */
    private static final class JumpingClock extends Clock {
        private static final Duration[] JUMPS = {Duration.ofDays(-1), Duration.ofDays(365), Duration.ZERO};
        private final Instant noon = Instant.parse("2026-11-25T12:00:00Z");
        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public Instant instant() {
            return noon.plus(JUMPS[looks.getAndIncrement() % JUMPS.length]);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private AskSummary ask(MockTeacherServer server, List<Question> questions) {
        TeacherConfig config = TeacherConfig.defaults()
                .with(Map.of("base_url", server.baseUrl(), "model", "m", "max_retries", 5, "request_timeout", 10))
                .with(Map.of("max_requests_per_minute", 100_000, "price_input", 0.5, "price_output", 1.5))
                .with(Map.of("budget_usd", 10));
        Clock clock = new JumpingClock();
        try (Journal journal = Journal.open(folder.resolve("journal.sqlite"), clock, folder)) {
            ChatTeacher teacher = ChatTeacher.of(config, Map.of(), clock);
            return new TeacherPool(teacher, config, journal, QUICK, 1).ask(questions.iterator(), Progress.none());
        }
    }

    @Test
    void neitherWaitsLongerNorAsksTwice() {
        FaultyTeacher teacher =
                FaultyTeacher.of("all=0.3,429=0.02,429-after=0.02:20ms,slow=0.02:50ms", System::nanoTime);
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ZERO, teacher)) {
            AskSummary half = ask(server, QUESTIONS.subList(0, 100));
            AskSummary all = ask(server, QUESTIONS);

            assertThat(half.asked()).isEqualTo(100);
            assertThat(all.fromJournal()).isEqualTo(100);
            assertThat(all.asked()).isEqualTo(100);
            assertThat(all.askedAgain()).isZero();
            assertThat(server.statistics().distinct()).isEqualTo(200);
            assertThat(server.statistics().answeredAgain()).isEmpty();
            assertThat(server.statistics().counts().values()).allMatch(count -> count.answered() == 1);
        }
    }
}
