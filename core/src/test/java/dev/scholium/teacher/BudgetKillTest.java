package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockReaction;
import dev.scholium.teacher.mock.MockTeacherServer;
import dev.scholium.teacher.price.ModelPrice;
import dev.scholium.teacher.price.TokenEstimate;
import dev.scholium.teacher.price.Usd;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that spends, again and again, with SIGKILL; all of its lives share one budget. */
@Tag("proof")
class BudgetKillTest {

    private static final double BUDGET = 0.2;

    @TempDir
    Path folder;

    @Test
    void killsDoNotMakeTheServerBillMoreThanTheBudget() throws Exception {
        // every request is billed when it arrives, at the most that any of them can cost, whether its reply gets
        // through
        TeacherConfig config = BudgetTarget.config("http://127.0.0.1:1/v1", BUDGET);
        TokenEstimate first = TokenEstimate.of(BudgetTarget.questions().get(0).prompt(), config);
        Usd bill = ModelPrice.perMillion(0.5, 0.5, 1.5).most(first);
        String body = "{\"choices\":[{\"message\":{\"content\":\"So it is.\"},\"finish_reason\":\"stop\"}],\"usage\":{"
                + "\"prompt_tokens\":" + first.mostInput() + ",\"completion_tokens\":" + first.mostOutput() + "}}";
        AtomicLong arrived = new AtomicLong();
        MockBehaviour billing = (request, usual) -> {
            long number = arrived.incrementAndGet();
            return number % 10 == 9
                    ? new MockReaction.Truncate(body, 20)
                    : new MockReaction.Respond(200, Map.of(), body);
        };
        SplittableRandom random = new SplittableRandom(20261125);
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ofMillis(20), billing)) {
            for (int kill = 0; kill < 3; kill++) {
                long target = arrived.get() + random.nextInt(20, 60);
                Process process = start(server.baseUrl());
                while (process.isAlive() && arrived.get() < target) {
                    Thread.sleep(1);
                }
                process.destroyForcibly().waitFor();
            }
            Process last = start(server.baseUrl());
            assertThat(last.waitFor(60, TimeUnit.SECONDS)).isTrue();

            assertThat(last.exitValue()).as("stopped by its budget").isEqualTo(3);
            assertThat(bill.times(arrived.get())).isLessThanOrEqualTo(Usd.of(BUDGET));
            try (Journal journal = BudgetTarget.open(folder)) {
                assertThat(journal.ledger().spent())
                        .isBetween(bill.times(arrived.get()), Usd.of(BUDGET))
                        .isGreaterThan(Usd.of(BUDGET).minus(bill.times(2)));
            }
        }
    }

    private Process start(String baseUrl) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Objects.requireNonNull(System.getProperty("java.class.path")),
                        BudgetTarget.class.getName(),
                        baseUrl,
                        folder.toString(),
                        Double.toString(BUDGET))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
