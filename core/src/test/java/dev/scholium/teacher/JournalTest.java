package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final TeacherIdentity TEACHER = new TeacherIdentity("openai", "m", "{}");
    private static final Question QUESTION = Question.of(new Prompt("system", "user"));
    private static final RequestHash HASH = RequestHash.of(TEACHER, QUESTION);
    private static final Completion COMPLETION =
            new Completion("text", "stop", new TokenUsage(3, 4), "m", Duration.ofMillis(12), "{raw}");

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("journal.sqlite");
    }

    private Journal open() {
        return Journal.open(file(), Clock.systemUTC());
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement execute = connection.createStatement()) {
            execute.execute(statement);
        }
    }

    @Test
    void knowsARequestBeforeItIsSentAndItsReplyAfterwards() {
        try (Journal journal = open()) {
            assertThat(journal.find(HASH)).isEqualTo(new JournalEntry.Missing());
            assertThat(journal.claim(HASH, TEACHER, QUESTION, null)).isEqualTo(Journal.Claim.ASK);
            assertThat(journal.find(HASH)).isEqualTo(new JournalEntry.Asked(true));
            assertThat(journal.claim(HASH, TEACHER, QUESTION, null)).isEqualTo(Journal.Claim.UNDER_WAY);
            journal.answered(HASH, COMPLETION, 1, null);
            assertThat(journal.find(HASH)).isEqualTo(new JournalEntry.Answered(1, true, COMPLETION, null));
            assertThat(journal.claim(HASH, TEACHER, QUESTION, null)).isEqualTo(Journal.Claim.ANSWERED);
        }
        try (Journal journal = open()) {
            assertThat(journal.find(HASH)).isEqualTo(new JournalEntry.Answered(1, false, COMPLETION, null));
        }
    }

    @Test
    void countsRequestsThatAnEarlierSessionLeftOpen() {
        try (Journal journal = open()) {
            journal.claim(HASH, TEACHER, QUESTION, null);
        }
        try (Journal journal = open()) {
            assertThat(journal.unresolved()).isEqualTo(1);
            assertThat(journal.find(HASH)).isEqualTo(new JournalEntry.Asked(false));
            assertThat(journal.claim(HASH, TEACHER, QUESTION, null)).isEqualTo(Journal.Claim.ASK_AGAIN);
            assertThat(journal.unresolved()).isZero();
        }
    }

    @Test
    void takesASessionForDeadWhenItsProcessIdBelongsToAnotherProcessNow() throws SQLException {
        Journal crashed = open();
        crashed.claim(HASH, TEACHER, QUESTION, null);
        sql("UPDATE session SET process_started = process_started - 100000");
        try (Journal journal = open()) {
            assertThat(journal.claim(HASH, TEACHER, QUESTION, null)).isEqualTo(Journal.Claim.ASK_AGAIN);
        }
        crashed.close();
    }

    @Test
    void leavesTheFileToOthersBetweenItsWrites() throws SQLException {
        try (Journal journal = open();
                Journal other = open()) {
            journal.claim(HASH, TEACHER, QUESTION, null);
            assertThat(other.claim(HASH, TEACHER, QUESTION, null)).isEqualTo(Journal.Claim.UNDER_WAY);
            journal.answered(HASH, COMPLETION, 1, null);
            assertThat(other.find(HASH)).isEqualTo(new JournalEntry.Answered(1, false, COMPLETION, null));
        }
    }

    @Test
    void asksWhatFailedAgainInALaterSessionOnly() {
        TeacherFault fault = new TeacherFault(TeacherFault.Kind.SERVER, "broken", 500, "{}", null);
        try (Journal journal = open()) {
            journal.claim(HASH, TEACHER, QUESTION, null);
            journal.failed(HASH, fault, 1, false, null);
            assertThat(journal.find(HASH)).isEqualTo(new JournalEntry.Asked(true));
            journal.failed(HASH, fault, 2, true, null);
            assertThat(journal.find(HASH)).isEqualTo(new JournalEntry.Failed(1, true, "broken", "{}"));
            assertThat(journal.claim(HASH, TEACHER, QUESTION, null)).isEqualTo(Journal.Claim.FAILED);
            assertThat(journal.unresolved()).isZero();
        }
        try (Journal journal = open()) {
            assertThat(journal.claim(HASH, TEACHER, QUESTION, null)).isEqualTo(Journal.Claim.ASK);
        }
    }

    @Test
    void committedWritesOfManyThreadsAreAllThere() throws Exception {
        List<Thread> threads = new ArrayList<>();
        try (Journal journal = open()) {
            for (int t = 0; t < 16; t++) {
                int number = t;
                Thread thread = new Thread(() -> {
                    for (int i = 0; i < 50; i++) {
                        Question question = Question.of(new Prompt("", number + " " + i));
                        RequestHash hash = RequestHash.of(TEACHER, question);
                        journal.claim(hash, TEACHER, question, null);
                        journal.answered(hash, COMPLETION, 1, null);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            for (int t = 0; t < 16; t++) {
                for (int i = 0; i < 50; i++) {
                    RequestHash hash = RequestHash.of(TEACHER, Question.of(new Prompt("", t + " " + i)));
                    assertThat(journal.find(hash)).isInstanceOf(JournalEntry.Answered.class);
                }
            }
        }
    }

    @Test
    void manyMayOpenANewFileAtOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path fresh = folder.resolve("fresh" + round + ".sqlite");
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<Journal>> journals = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                journals.add(threads.submit(() -> Journal.open(fresh, Clock.systemUTC())));
            }
            for (Future<Journal> journal : journals) {
                journal.get().close();
            }
            threads.shutdown();
        }
    }

    @Test
    void refusesANewerVersion() throws SQLException {
        open().close();
        sql("PRAGMA user_version = 3");
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(this::open)
                .withMessage(file() + ": has journal version 3, but this Scholium reads up to 2; use a newer Scholium");
    }

    @Test
    void refusesAnotherProgramsFile() throws SQLException {
        sql("CREATE TABLE mine (id INTEGER)");
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(this::open)
                .withMessage(file() + ": is a SQLite file, but no Scholium journal");
    }

    @Test
    void saysThatAFileIsDamaged() throws IOException {
        Files.writeString(file(), "not a database, but a text of more than sixteen bytes".repeat(100));
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(this::open)
                .withMessageContaining("is damaged, or no journal")
                .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.FAILED));
    }

    @Test
    void saysThatItsFolderIsReadOnly() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false) && !Files.isWritable(locked), "this user may write everywhere");
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> Journal.open(locked.resolve("journal.sqlite"), Clock.systemUTC()))
                .withMessageContaining("the journal cannot be");
    }

    @Test
    void stopsWritingWithOneLineWhenTheFileCannotGrow() throws SQLException {
        Journal journal = Journal.open(file(), Clock.systemUTC(), 40);
        Question large = Question.of(new Prompt("", "x".repeat(5_000_000)));
        RequestHash hash = RequestHash.of(TEACHER, large);
        journal.claim(HASH, TEACHER, QUESTION, null);
        journal.answered(HASH, COMPLETION, 1, null);

        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> journal.claim(hash, TEACHER, large, null))
                .withMessage(file() + ": the journal cannot be written: the disk is full;"
                        + " free some space and run the same command again");
        Question small = Question.of(new Prompt("", "small"));
        assertThatExceptionOfType(ScholiumException.class)
                .as("a run that cannot journal must not ask")
                .isThrownBy(() -> journal.claim(RequestHash.of(TEACHER, small), TEACHER, small, null));
        assertThat(journal.find(HASH)).isInstanceOf(JournalEntry.Answered.class);
        journal.close();
        try (Journal again = open()) {
            assertThat(again.find(HASH)).isInstanceOf(JournalEntry.Answered.class);
            assertThat(again.find(hash)).isInstanceOf(JournalEntry.Missing.class);
        }
    }

    @Test
    void hashesEverythingThatIsAsked() {
        assertThat(HASH).isEqualTo(RequestHash.of(TEACHER, Question.of(new Prompt("system", "user"))));
        assertThat(List.of(
                        RequestHash.of(TEACHER, new Question(QUESTION.prompt(), 1)),
                        RequestHash.of(TEACHER, Question.of(new Prompt("systemu", "ser"))),
                        RequestHash.of(new TeacherIdentity("openai", "m", "{\"seed\":1}"), QUESTION),
                        RequestHash.of(new TeacherIdentity("openai", "m2", "{}"), QUESTION)))
                .doesNotHaveDuplicates()
                .doesNotContain(HASH);
    }
}
