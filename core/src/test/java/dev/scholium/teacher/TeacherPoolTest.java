package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeacherPoolTest {

    @TempDir
    Path folder;

    @Test
    void asksEqualPromptsOnceAlsoWhenTheyAreUnderWayTogether() {
        List<Question> twice = List.of(
                QuickPool.prompts(1).get(0),
                QuickPool.prompts(1).get(0),
                QuickPool.prompts(2).get(1),
                QuickPool.prompts(1).get(0));
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ofMillis(50), MockBehaviour.FAULTLESS)) {
            AskSummary summary = new QuickPool(folder).ask(server, twice);

            assertThat(server.statistics().requests()).isEqualTo(2);
            assertThat(summary.prompts()).isEqualTo(4);
            assertThat(summary.asked()).isEqualTo(2);
            assertThat(summary.deduplicated()).isEqualTo(2);
        }
    }

    @Test
    void asksNothingThatTheJournalHolds() {
        try (MockTeacherServer server = QuickPool.mock(MockBehaviour.FAULTLESS)) {
            new QuickPool(folder).ask(server, QuickPool.prompts(30));
            AskSummary second = new QuickPool(folder).ask(server, QuickPool.prompts(40));

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
        try (MockTeacherServer server = QuickPool.mock(Faults.always(Faults.ok(body)));
                Journal journal = new QuickPool(folder).journal()) {
            TeacherPool pool = QuickPool.pool(QuickPool.config(server, 1, 0), journal);
            AskSummary summary = pool.ask(QuickPool.prompts(1).iterator(), Progress.none());

            JournalEntry.Answered answered =
                    (JournalEntry.Answered) pool.find(QuickPool.prompts(1).get(0));
            assertThat(answered.completion().raw()).isEqualTo(body);
            assertThat(answered.completion().text()).isEqualTo("It  says so. ");
            assertThat(answered.completion().finishReason()).isEqualTo("length");
            assertThat(answered.completion().model()).isEqualTo("m-2");
            assertThat(summary.usage()).isEqualTo(new TokenUsage(7, 5));
        }
    }

    @Test
    void finishesWhatIsUnderWayWhenInterruptedAndGoesOnLater() throws InterruptedException {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ofMillis(20), MockBehaviour.FAULTLESS)) {
            Thread run = new Thread(() -> {
                try {
                    new QuickPool(folder).ask(server, QuickPool.prompts(200));
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
            AskSummary rest = new QuickPool(folder).ask(server, QuickPool.prompts(200));
            assertThat(rest.askedAgain()).isZero();
            assertThat(server.statistics().requests()).isEqualTo(200);
            assertThat(server.statistics().repeated()).isEmpty();
        }
    }

    @Test
    void leavesARequestToTheOtherPoolThatHasItUnderWay() throws InterruptedException {
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ofMillis(30), MockBehaviour.FAULTLESS)) {
            Thread other = new Thread(() -> new QuickPool(folder).ask(server, QuickPool.prompts(40)));
            other.start();
            new QuickPool(folder).ask(server, QuickPool.prompts(40));
            other.join();

            assertThat(server.statistics().requests()).isEqualTo(40);
        }
    }
}
