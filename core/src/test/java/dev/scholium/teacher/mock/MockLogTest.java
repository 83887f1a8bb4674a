package dev.scholium.teacher.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ScholiumException;
import dev.scholium.teacher.TokenUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MockLogTest {

    @TempDir
    private Path folder;

    private static void ask(MockStatistics statistics, String body, MockOutcome outcome) {
        statistics.decided(statistics.arrived(body, 1), outcome, new TokenUsage(10, 3));
    }

    @Test
    void goesOnCountingWhereAKilledServerEnded() throws IOException {
        Path file = folder.resolve("mock.jsonl");
        MockStatistics first = new MockStatistics(file);
        ask(first, "a", MockOutcome.REFUSED);
        ask(first, "a", MockOutcome.ANSWERED);
        ask(first, "b", MockOutcome.LOST);
        // killed: not closed, and in the middle of a line
        Files.writeString(file, "{\"hash\":\"torn", StandardOpenOption.APPEND);

        try (MockStatistics second = new MockStatistics(file)) {
            ask(second, "a", MockOutcome.ANSWERED);
        }
        try (MockStatistics third = new MockStatistics(file)) {
            assertThat(third.of("a")).isEqualTo(new MockCount(3, 2, 0));
            assertThat(third.of("b")).isEqualTo(new MockCount(1, 0, 1));
            assertThat(third.requests()).isEqualTo(4);
            assertThat(third.billed()).isEqualTo(new TokenUsage(30, 9));
            assertThat(third.answeredAgain()).hasSize(1).containsValue(2);
        }
        assertThat(Files.readAllLines(file)).hasSize(4).allMatch(line -> line.endsWith("}"));
        first.close();
    }

    @Test
    void refusesAFileThatIsNoLog() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "hello\n");

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> new MockStatistics(file))
                .withMessage(file + ": must be a log of the mock teacher, but is something else");
        assertThat(file).hasContent("hello\n");
    }
}
