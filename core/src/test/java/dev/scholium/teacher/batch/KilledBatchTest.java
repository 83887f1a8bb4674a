package dev.scholium.teacher.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.progress.Progress;
import dev.scholium.teacher.AskSummary;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.JournalEntry;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.mock.BatchFaults;
import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills a process that asks by batch jobs, with SIGKILL between two steps, and lets another go on. */
@Tag("proof")
class KilledBatchTest {

    @TempDir
    Path folder;

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0} killed {2} {1}")
    @CsvSource({
        "openai,    POST /v1/files,                     before",
        "openai,    POST /v1/files,                     after",
        "openai,    POST /v1/batches,                   before",
        "openai,    POST /v1/batches,                   after",
        "openai,    GET /v1/batches/batch_1,            after",
        "openai,    GET /v1/files/.*/content,           before",
        "openai,    GET /v1/files/.*/content,           after",
        "openai,    DELETE /v1/files/.*,                before",
        "anthropic, POST /v1/messages/batches,          before",
        "anthropic, POST /v1/messages/batches,          after",
        "anthropic, GET /v1/messages/batches/[^/]*,     after",
        "anthropic, GET /v1/messages/batches/.*results, before",
        "anthropic, GET /v1/messages/batches/.*results, after",
    })
    void buysNothingTwiceAndLosesNothing(String provider, String call, String when) throws Exception {
        BatchFaults faults = new BatchFaults(Duration.ofMillis(700), 0.1, 0, 0, 0, 0.1, true);
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ZERO, MockBehaviour.FAULTLESS, faults);
                KillingProxy proxy = new KillingProxy(server.baseUrl())) {
            proxy.stopAt(call, when.equals("after"));
            Process process = start(provider, proxy.baseUrl());
            assertThat(proxy.await()).as("reached " + call).isTrue();
            process.destroyForcibly().waitFor();

            List<Question> questions = BatchBench.questions(BatchKillTarget.QUESTIONS);
            try (Journal journal = BatchBench.journal(folder)) {
                assertThat(journal.unresolved())
                        .as("requests that are in no job")
                        .isZero();
                BatchAsker asker = BatchBench.asker(
                        BatchKillTarget.config(provider, proxy.baseUrl()), journal, BatchBench.policy(30));
                AskSummary summary = asker.ask(questions.iterator(), Progress.none());

                assertThat(summary.failed()).isZero();
                assertThat(summary.askedAgain()).isZero();
                assertThat(questions)
                        .allSatisfy(
                                question -> assertThat(asker.find(question)).isInstanceOf(JournalEntry.Answered.class));
                assertThat(journal.ledger().reserved().picos()).isZero();
                assertThat(BatchBench.pool(asker.config(), journal)
                                .ask(questions.iterator(), Progress.none())
                                .asked())
                        .isZero();
            }
            assertThat(server.statistics().repeated()).as("answered twice").isEmpty();
            assertThat(server.statistics().requests()).isEqualTo(BatchKillTarget.QUESTIONS);
            assertThat(folder.resolve("journal.sqlite-batches")).doesNotExist();
        }
    }

    private Process start(String provider, String baseUrl) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BatchKillTarget.class.getName(),
                        provider,
                        baseUrl,
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.onExit().orTimeout(60, TimeUnit.SECONDS).exceptionally(slow -> process.destroyForcibly());
        return process;
    }
}
