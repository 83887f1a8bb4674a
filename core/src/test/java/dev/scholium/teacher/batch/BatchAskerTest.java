package dev.scholium.teacher.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.Json;
import dev.scholium.progress.Progress;
import dev.scholium.teacher.AskSummary;
import dev.scholium.teacher.Completion;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.JournalEntry;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherException;
import dev.scholium.teacher.TeacherPool;
import dev.scholium.teacher.mock.BatchBehaviour;
import dev.scholium.teacher.mock.BatchFaults;
import dev.scholium.teacher.mock.FaultyTeacher;
import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Tag("proof")
class BatchAskerTest {

    @TempDir
    Path folder;

    private static MockTeacherServer server(BatchBehaviour batches) {
        return MockTeacherServer.start(0, Duration.ZERO, MockBehaviour.FAULTLESS, batches);
    }

    private static Completion answer(JournalEntry entry) {
        assertThat(entry).isInstanceOf(JournalEntry.Answered.class);
        return ((JournalEntry.Answered) entry).completion();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void bringsWhatLiveAskingBringsAtTheJobsPrice(String provider) {
        List<Question> questions = BatchBench.questions(30);
        Set<JsonNode> bodies = ConcurrentHashMap.newKeySet();
        MockBehaviour noting = (request, usual) -> {
            bodies.add(Json.mapper().readTree(request.body()));
            return usual;
        };
        BatchFaults late = BatchFaults.none(Duration.ofMillis(100));
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ZERO, noting, late);
                Journal journal = BatchBench.journal(folder.resolve("batch"));
                Journal live = BatchBench.journal(folder.resolve("live"))) {
            TeacherConfig config = BatchBench.config(provider, server.baseUrl());
            BatchAsker asker = BatchBench.asker(config, journal, BatchBench.policy(100));
            AskSummary summary = asker.ask(questions.iterator(), Progress.none());

            assertThat(server.statistics().batchJobs()).isEqualTo(1);
            assertThat(summary.asked()).isEqualTo(30);
            assertThat(summary.failed()).isZero();
            TeacherPool pool = BatchBench.pool(config, live);
            AskSummary liveSummary = pool.ask(questions.iterator(), Progress.none());
            assertThat(summary.usage()).isEqualTo(liveSummary.usage());
            assertThat(summary.cost()).isEqualTo(liveSummary.cost()); // prices of the recipe have no batch share
            for (Question question : questions) {
                Completion expected = answer(pool.find(question));
                Completion found = answer(asker.find(question));
                assertThat(found.text()).isEqualTo(expected.text());
                assertThat(found.finishReason()).isEqualTo(expected.finishReason());
                assertThat(found.model()).isEqualTo(expected.model());
                assertThat(found.raw()).contains(asker.hash(question).hex());
            }
            assertThat(server.statistics().requests()).isEqualTo(60);
            assertThat(bodies).as("what was sent either way").hasSize(30);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void canBeRehearsedWithRepliesThatAreNoJson(String provider) {
        List<Question> questions = BatchBench.questions(30);
        MockBehaviour faulty =
                FaultyTeacher.of("truncated-json=0.3,content-type=0.2,reset=0.1,most=2", System::nanoTime);
        try (MockTeacherServer server =
                        MockTeacherServer.start(0, Duration.ZERO, faulty, BatchFaults.none(Duration.ofMillis(50)));
                Journal journal = BatchBench.journal(folder)) {
            TeacherConfig config = BatchBench.config(provider, server.baseUrl());
            BatchAsker asker = BatchBench.asker(config, journal, BatchBench.policy(100));
            AskSummary summary = asker.ask(questions.iterator(), Progress.none());

            assertThat(summary.failed()).isZero();
            assertThat(server.statistics().batchJobs()).isGreaterThan(1);
            assertThat(questions).allSatisfy(question -> answer(asker.find(question)));
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void theJournalDoesNotCareWhichWayAReplyCame(String provider) {
        List<Question> questions = BatchBench.questions(20);
        try (MockTeacherServer server = server(BatchBehaviour.FAULTLESS);
                Journal journal = BatchBench.journal(folder)) {
            TeacherConfig config = BatchBench.config(provider, server.baseUrl());
            BatchBench.pool(config, journal).ask(questions.subList(0, 10).iterator(), Progress.none());
            AskSummary batch = BatchBench.asker(config, journal, BatchBench.policy(100))
                    .ask(questions.iterator(), Progress.none());
            AskSummary live = BatchBench.pool(config, journal).ask(questions.iterator(), Progress.none());

            assertThat(batch.asked()).isEqualTo(10);
            assertThat(live.asked()).isZero();
            assertThat(server.statistics().requests()).isEqualTo(20);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void cutsJobsAtTheLimitsOfLines(String provider) {
        try (MockTeacherServer server = server(BatchBehaviour.FAULTLESS);
                Journal journal = BatchBench.journal(folder)) {
            BatchBench.asker(BatchBench.config(provider, server.baseUrl()), journal, BatchBench.policy(10))
                    .ask(BatchBench.questions(25).iterator(), Progress.none());

            assertThat(server.statistics().batchJobs()).isEqualTo(3);
            assertThat(server.statistics().requests()).isEqualTo(25);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void cutsJobsAtTheLimitOfBytes() {
        try (MockTeacherServer server = server(BatchBehaviour.FAULTLESS);
                Journal journal = BatchBench.journal(folder)) {
            BatchPolicy policy = BatchBench.policy(100);
            BatchPolicy small = new BatchPolicy(
                    new BatchLimits(100, 2000), policy.firstPoll(), policy.longestPoll(), policy.settling(), true);
            BatchBench.asker(BatchBench.config("openai", server.baseUrl()), journal, small)
                    .ask(BatchBench.questions(12).iterator(), Progress.none());

            assertThat(server.statistics().batchJobs()).isBetween(3L, 4L); // a line has some 330 bytes
            assertThat(server.statistics().requests()).isEqualTo(12);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void submitsAgainOnlyWhatFailedOrExpiredOrWasLost(String provider) {
        BatchFaults faults = new BatchFaults(Duration.ofMillis(50), 0.1, 0.1, 0.05, 0.05, 0.1, true);
        List<Question> questions = BatchBench.questions(300);
        try (MockTeacherServer server = server(faults);
                Journal journal = BatchBench.journal(folder)) {
            TeacherConfig config = BatchBench.config(provider, server.baseUrl()).with("max_retries", 20);
            BatchAsker asker = BatchBench.asker(config, journal, BatchBench.policy(100));
            AskSummary summary = asker.ask(questions.iterator(), Progress.none());

            assertThat(summary.failed())
                    .isZero(); // one of 300 failing 21 times has a chance of 300 * 0.3^21, some 3e-9
            assertThat(questions).allSatisfy(question -> answer(asker.find(question)));
            // lines that were answered and lost are the only ones that were answered again
            long lost = 0;
            for (int job = 1; job <= server.statistics().batchJobs(); job++) {
                for (Question question : questions) {
                    BatchBehaviour.Fate fate =
                            faults.fate(job, asker.hash(question).hex());
                    lost += fate == BatchBehaviour.Fate.MISSING || fate == BatchBehaviour.Fate.TORN ? 1 : 0;
                }
            }
            assertThat(server.statistics().requests() - server.statistics().distinct())
                    .isBetween(1L, lost);
            assertThat(folder.resolve("journal.sqlite-batches")).doesNotExist();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void anotherProcessGoesOnWithJobsThatWereNotWaitedFor(String provider) {
        List<Question> questions = BatchBench.questions(15);
        try (MockTeacherServer server = server(BatchFaults.none(Duration.ofSeconds(3)))) {
            TeacherConfig config = BatchBench.config(provider, server.baseUrl());
            try (Journal journal = BatchBench.journal(folder)) {
                BatchAsker asker =
                        BatchBench.asker(config, journal, BatchBench.policy(10).withoutWaiting());
                assertThatExceptionOfType(ScholiumException.class)
                        .isThrownBy(() -> asker.ask(questions.iterator(), Progress.none()))
                        .withMessage("2 batch jobs with 15 requests under way at " + provider
                                + "; run the same command again without --no-wait to go on, or look with \"scholium"
                                + " batch status\"")
                        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DONE));
            }
            try (Journal journal = BatchBench.journal(folder)) {
                assertThat(journal.unresolved()).isZero();
                assertThatExceptionOfType(TeacherException.class)
                        .isThrownBy(() -> BatchBench.pool(config, journal).ask(questions.iterator(), Progress.none()))
                        .withMessageContaining("part of a batch job that has not ended");
            }
            try (Journal journal = BatchBench.journal(folder)) {
                BatchAsker asker = BatchBench.asker(config, journal, BatchBench.policy(10));
                assertThat(asker.status())
                        .extracting(BatchAsker.JobStatus::requests)
                        .containsExactly(10L, 5L);
                AskSummary summary = asker.ask(questions.iterator(), Progress.none());
                assertThat(summary.asked()).isZero();
                assertThat(summary.fromJournal()).isEqualTo(15);
                questions.forEach(question -> answer(asker.find(question)));
            }
            assertThat(server.statistics().requests()).isEqualTo(15);
            assertThat(server.statistics().batchJobs()).isEqualTo(2);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void keepsWhatWasAnsweredBeforeAJobWasCancelled(String provider) throws InterruptedException {
        List<Question> questions = BatchBench.questions(40);
        try (MockTeacherServer server = server(BatchFaults.none(Duration.ofSeconds(2)))) {
            TeacherConfig config = BatchBench.config(provider, server.baseUrl());
            try (Journal journal = BatchBench.journal(folder)) {
                BatchAsker asker =
                        BatchBench.asker(config, journal, BatchBench.policy(100).withoutWaiting());
                assertThatExceptionOfType(ScholiumException.class)
                        .isThrownBy(() -> asker.ask(questions.iterator(), Progress.none()));
                Thread.sleep(500);
                assertThat(asker.cancel()).hasSize(1);
                assertThat(asker.fetch(Progress.none())).isZero();
            }
            long answered = server.statistics().requests();
            assertThat(answered).isBetween(1L, 39L);
            try (Journal journal = BatchBench.journal(folder)) {
                AskSummary summary = BatchBench.pool(config, journal).ask(questions.iterator(), Progress.none());
                assertThat(summary.fromJournal()).isEqualTo(answered);
                assertThat(summary.asked()).isEqualTo(40 - answered);
                assertThat(summary.askedAgain()).isZero();
            }
            assertThat(server.statistics().repeated()).isEmpty();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void cutsJobsSoThatTheirWorstPriceFitsTheBudget() {
        List<Question> questions = BatchBench.questions(60);
        try (MockTeacherServer server = server(BatchFaults.none(Duration.ofMillis(50)));
                Journal journal = BatchBench.journal(folder)) {
            // a request may cost 0.0007 USD at worst, and costs some 0.00004
            TeacherConfig config = BatchBench.config("openai", server.baseUrl()).with("budget_usd", 0.015);
            AskSummary summary = BatchBench.asker(config, journal, BatchBench.policy(100))
                    .ask(questions.iterator(), Progress.none());

            assertThat(server.statistics().batchJobs()).isGreaterThan(2);
            assertThat(summary.failed()).isZero();
            assertThat(Objects.requireNonNull(summary.cost()).dollars()).isLessThan(0.015);
            assertThat(journal.ledger().reserved().picos()).isZero();
            assertThat(journal.ledger().spent()).isEqualTo(summary.cost());
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void stopsWhenTheBudgetAllowsNotOneRequestMore() {
        try (MockTeacherServer server = server(BatchBehaviour.FAULTLESS);
                Journal journal = BatchBench.journal(folder)) {
            TeacherConfig config = BatchBench.config("openai", server.baseUrl()).with("budget_usd", 0.0001);
            assertThatExceptionOfType(TeacherException.class)
                    .isThrownBy(() -> BatchBench.asker(config, journal, BatchBench.policy(100))
                            .ask(BatchBench.questions(3).iterator(), Progress.none()))
                    .withMessageContaining("the budget allows no further request");
            assertThat(server.statistics().batchJobs()).isZero();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void refusesAProviderWithoutBatchJobs() {
        TeacherConfig config =
                BatchBench.config("openai", "http://127.0.0.1:1/v1").with("provider", "ollama");
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> BatchTeacher.of(config, Map.of(), Clock.systemUTC()))
                .withMessage("teacher.delivery: batch is there for the providers openai and anthropic, but provider is"
                        + " ollama; set delivery to live");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void leavesNothingBehindWhereNothingListens() {
        try (Journal journal = BatchBench.journal(folder)) {
            TeacherConfig config =
                    BatchBench.config("openai", "http://127.0.0.1:1/v1").with("max_retries", 1);
            BatchAsker asker = BatchBench.asker(config, journal, BatchBench.policy(10));
            assertThatExceptionOfType(TeacherException.class)
                    .isThrownBy(() -> asker.ask(BatchBench.questions(3).iterator(), Progress.none()))
                    .withMessage("batch jobs of mock-teacher at http://127.0.0.1:1/v1: cannot connect; is the server"
                            + " running?");
            assertThat(journal.unresolved()).isZero();
            assertThat(asker.find(BatchBench.questions(1).get(0))).isInstanceOf(JournalEntry.Missing.class);
            assertThat(Files.exists(folder.resolve("journal.sqlite-batches"))).isFalse();
        }
    }
}
