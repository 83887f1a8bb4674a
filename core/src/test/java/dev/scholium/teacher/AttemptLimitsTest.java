package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.progress.Progress;
import dev.scholium.prompt.Prompt;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptLimitsTest {

    private final List<String> said = new ArrayList<>();

    private AttemptLimits limits() {
        return new AttemptLimits(
                RetryPolicy.defaults(),
                TeacherConfig.defaults().with("max_requests_per_minute", 100_000),
                60_000_000_000L,
                new SplittableRandom(1),
                said::add);
    }

    private static ServerLimits requests(String limit) {
        return ServerLimits.of(Map.of("x-ratelimit-limit-requests", List.of(limit)), Clock.systemUTC());
    }

    @Test
    void waitsOutWhatTheServerHasNoneLeftOf() {
        AttemptLimits limits = limits();
        limits.heard(ServerLimits.of(
                Map.of(
                        "x-ratelimit-remaining-tokens", List.of("0"),
                        "x-ratelimit-reset-tokens", List.of("300ms")),
                Clock.systemUTC()));
        long begin = System.nanoTime();

        limits.await(new StopSignal(), 1);

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(290_000_000L);
    }

    @Test
    void holdsBackWhoHadItsPlaceBeforeAnotherWasRefused() {
        AttemptLimits limits = limits();
        StopSignal stop = new StopSignal();
        limits.await(stop, 1);
        long refused = System.nanoTime();
        limits.refused(new TeacherFault(
                TeacherFault.Kind.RATE_LIMITED, "too many requests (429)", 429, "", Duration.ofMillis(200)));

        AttemptLimits.Leave leave = limits.leave(stop, 1);

        assertThat(leave.time() - refused).isGreaterThanOrEqualTo(200_000_000L);
    }

    @Test
    void countsARequestWhenItIsSentAndNotWhenItHadItsPlace() throws InterruptedException {
        AttemptLimits limits = limits();
        StopSignal stop = new StopSignal();
        limits.await(stop, 1);
        Thread.sleep(20); // the journal, say
        long before = System.nanoTime();

        assertThat(limits.leave(stop, 1).time()).isGreaterThanOrEqualTo(before);
    }

    @Test
    void theServersLatestWordCountsAndIsToldWhenItIsLower() {
        AttemptLimits limits = limits();
        limits.heard(requests("60")); // one a second
        limits.heard(requests("90000"));
        limits.heard(requests("60000"));
        StopSignal stop = new StopSignal();
        long begin = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            limits.await(stop, 1);
        }

        assertThat(System.nanoTime() - begin).isLessThan(1_000_000_000L);
        assertThat(said)
                .containsExactly(
                        "The server allows 60 requests a minute, fewer than configured: asking that much slower");
    }

    /**
     * The budget has room for one request at a time: the second has its place, and waits for the first's reservation.
     */
    @Test
    void nothingIsSentAfterARefusalThatCameWhileItWaitedForTheBudget(@TempDir Path folder) {
        AtomicLong refused = new AtomicLong();
        AtomicLong next = new AtomicLong();
        Teacher refusesOnce = new Teacher() {
            @Override
            public TeacherIdentity identity() {
                return new TeacherIdentity(TeacherConfig.BUILT_IN, "refuses once", "");
            }

            @Override
            public Completion ask(Question question) {
                if (refused.get() == 0) {
                    new StopSignal().sleep(100_000_000L); // the other worker has its place meanwhile
                    refused.set(System.nanoTime());
                    throw new TeacherFault(
                            TeacherFault.Kind.RATE_LIMITED, "too many requests (429)", 429, "", Duration.ofMillis(300));
                }
                next.compareAndSet(0, System.nanoTime());
                return new Completion("So.", "stop", new TokenUsage(1, 1), "m", Duration.ZERO, "");
            }
        };
        TeacherConfig config = TeacherConfig.defaults()
                .with(Map.of("max_requests_per_minute", 100_000, "max_concurrent_requests", 2, "max_tokens", 1000))
                .with(Map.of("price_input", 0, "price_output", 1000, "budget_usd", 1.5));
        List<Question> questions = List.of(Question.of(new Prompt("", "one?")), Question.of(new Prompt("", "two?")));
        try (Journal journal = Journal.open(folder.resolve("journal.sqlite"), Clock.systemUTC())) {
            AskSummary summary = new TeacherPool(refusesOnce, config, journal, RetryPolicy.defaults(), 1)
                    .ask(questions.iterator(), Progress.none());

            assertThat(summary.failed()).isZero();
            assertThat(next.get() - refused.get()).isGreaterThanOrEqualTo(300_000_000L);
        }
    }
}
