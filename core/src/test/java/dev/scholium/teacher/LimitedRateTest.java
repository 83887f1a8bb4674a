package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * 64 workers against the clock, a minute being three seconds: no sliding minute sees more than the limit, and at least
 * 95 % of it is used. Times are those at which a worker gets leave to send.
 */
@Tag("proof")
class LimitedRateTest {

    private static final long MINUTE = 3_000_000_000L;
    private static final int WORKERS = 64;
    private static final int MINUTES = 3;

    private record Sent(long time, long tokens) {}

    private static List<Sent> run(AttemptLimits limits, long least, long most, int reserved)
            throws InterruptedException {
        ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
        StopSignal stop = new StopSignal();
        CountDownLatch done = new CountDownLatch(WORKERS);
        long end = System.nanoTime() + MINUTES * MINUTE;
        for (int i = 0; i < WORKERS; i++) {
            SplittableRandom random = new SplittableRandom(i);
            Thread worker = new Thread(() -> {
                while (System.nanoTime() < end) {
                    long tokens = random.nextLong(least, most + 1);
                    limits.await(stop, reserved * tokens);
                    AttemptLimits.Leave leave = limits.leave(stop, reserved * tokens);
                    sent.add(new Sent(leave.time(), tokens));
                    limits.answered(leave, new TokenUsage(tokens, 0));
                }
                done.countDown();
            });
            worker.setDaemon(true);
            worker.start();
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        List<Sent> inOrder = new ArrayList<>(sent);
        inOrder.sort((a, b) -> Long.compare(a.time(), b.time()));
        inOrder.removeIf(each -> each.time() > end);
        return inOrder;
    }

    private static AttemptLimits limits(TeacherConfig config, List<String> said) {
        return new AttemptLimits(RetryPolicy.defaults(), config, MINUTE, new SplittableRandom(1), said::add);
    }

    private static long mostInAMinute(List<Sent> sent, boolean tokens) {
        long most = 0;
        long sum = 0;
        int from = 0;
        for (Sent each : sent) {
            sum += tokens ? each.tokens() : 1;
            while (each.time() - sent.get(from).time() >= MINUTE) {
                sum -= tokens ? sent.get(from).tokens() : 1;
                from++;
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void ofRequests() throws InterruptedException {
        int limit = 300;
        TeacherConfig config = TeacherConfig.defaults().with("max_requests_per_minute", limit);

        List<Sent> sent = run(limits(config, new ArrayList<>()), 1, 1, 1);

        assertThat(mostInAMinute(sent, false)).isLessThanOrEqualTo(limit);
        assertThat(sent.size()).isGreaterThanOrEqualTo((int) (0.95 * limit * MINUTES));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void ofTokensOfUnevenRequests() throws InterruptedException {
        int limit = 60_000;
        TeacherConfig config = TeacherConfig.defaults()
                .with(Map.of("max_requests_per_minute", 1_000_000, "max_tokens_per_minute", limit));

        List<Sent> sent = run(limits(config, new ArrayList<>()), 50, 600, 1);

        assertThat(mostInAMinute(sent, true)).isLessThanOrEqualTo(limit);
        assertThat(sent.stream().mapToLong(Sent::tokens).sum()).isGreaterThanOrEqualTo((long) (0.95 * limit * MINUTES));
    }

    /** Twice as much is reserved as is used: what replies leave over is made up for. */
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void ofTokensThatAreHalfOfWhatWasReserved() throws InterruptedException {
        int limit = 120_000;
        TeacherConfig config = TeacherConfig.defaults()
                .with(Map.of("max_requests_per_minute", 1_000_000, "max_tokens_per_minute", limit));
        AttemptLimits limits = limits(config, new ArrayList<>());
        List<Sent> sent = run(limits, 200, 400, 2);

        assertThat(mostInAMinute(sent, true)).isLessThanOrEqualTo(limit);
        assertThat(sent.stream().mapToLong(Sent::tokens).sum()).isGreaterThanOrEqualTo((long) (0.9 * limit * MINUTES));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void goesAsSlowAsTheServerAsksAndSaysSoOnce() throws InterruptedException {
        TeacherConfig config = TeacherConfig.defaults().with("max_requests_per_minute", 10_000);
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        AttemptLimits limits = limits(config, said);
        ServerLimits server = ServerLimits.of(Map.of("x-ratelimit-limit-requests", List.of("200")), Clock.systemUTC());
        limits.heard(server);
        limits.heard(server);

        List<Sent> sent = run(limits, 1, 1, 1);

        assertThat(mostInAMinute(sent, false)).isLessThanOrEqualTo(200);
        assertThat(sent.size()).isGreaterThanOrEqualTo((int) (0.95 * 200 * MINUTES));
        assertThat(said)
                .containsExactly(
                        "The server allows 200 requests a minute, fewer than configured: asking that much slower");
    }
}
