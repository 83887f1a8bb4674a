package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ScholiumException;
import dev.scholium.prompt.Prompt;
import dev.scholium.teacher.price.Usd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalArchiveTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("journal.sqlite");
    }

    private static TeacherIdentity teacher(String model) {
        return new TeacherIdentity("openai", model, "{}");
    }

    private Journal open(String run, Instant time) {
        return Journal.open(file(), Clock.fixed(time, ZoneOffset.UTC), folder.resolve(run));
    }

    private static void ask(Journal journal, String model, String user, boolean answer) {
        Question question = Question.of(new Prompt("", user));
        RequestHash hash = RequestHash.of(teacher(model), question);
        journal.claim(hash, teacher(model), question, Usd.of(0.5));
        if (answer) {
            journal.answered(
                    hash,
                    new Completion("answer to " + user, "stop", new TokenUsage(3, 4), model, Duration.ZERO, "{}"),
                    1,
                    Usd.of(0.25));
        }
    }

    private void fill() {
        try (Journal old = open("one", NOON)) {
            ask(old, "a", "secret-old", true);
        }
        try (Journal later = open("two", NOON.plusSeconds(3600))) {
            ask(later, "a", "later", true);
            ask(later, "b", "other", true);
            ask(later, "b", "lost", false);
        }
    }

    private static List<String> users(JournalArchive archive, JournalFilter filter) {
        List<String> users = new ArrayList<>();
        archive.each(filter, line -> users.add(line.user()));
        return users;
    }

    @Test
    void listsByTeacherStateTimeAndRun() {
        fill();
        try (JournalArchive archive = JournalArchive.open(file())) {
            assertThat(users(archive, JournalFilter.ALL)).containsExactly("secret-old", "later", "other", "lost");
            assertThat(users(archive, new JournalFilter("a", null, null, null, null)))
                    .containsExactly("secret-old", "later");
            assertThat(users(archive, new JournalFilter("b", "answered", null, null, null)))
                    .containsExactly("other");
            assertThat(users(archive, new JournalFilter(null, null, NOON.plusSeconds(1), null, null)))
                    .containsExactly("later", "other", "lost");
            assertThat(users(archive, new JournalFilter(null, null, null, NOON.plusSeconds(1), null)))
                    .containsExactly("secret-old");
            assertThat(users(
                            archive,
                            new JournalFilter(
                                    null,
                                    null,
                                    null,
                                    null,
                                    folder.resolve("one").toString())))
                    .containsExactly("secret-old");
            List<String> unknown = new ArrayList<>();
            archive.eachUnknown(line -> unknown.add(line.user() + " " + line.reservedUsd()));
            assertThat(unknown).containsExactly("lost 0.5");
        }
    }

    @Test
    void purgesTheTextFromFileAndLogAndKeepsTheAccount() throws IOException {
        fill();
        assertThat(bytes()).contains("secret-old");
        try (JournalArchive archive = JournalArchive.open(file())) {
            JournalFilter old = new JournalFilter(null, null, null, NOON.plusSeconds(1), null);
            assertThat(archive.count(old)).isEqualTo(1);
            assertThat(archive.purge(old)).isEqualTo(1);
            assertThat(bytes()).doesNotContain("secret-old").contains("later");
            assertThat(archive.purge(new JournalFilter("b", null, null, null, null)))
                    .isEqualTo(2);
            assertThat(users(archive, JournalFilter.ALL)).containsExactly("later");
        }
        assertThat(bytes()).doesNotContain("secret-old").doesNotContain("lost");
        try (Journal one = open("one", NOON);
                Journal two = open("two", NOON)) {
            assertThat(one.ledger().spent()).isEqualTo(Usd.of(0.25));
            assertThat(two.ledger().spent())
                    .as("two replies, and one lost request at its most")
                    .isEqualTo(Usd.of(1));
        }
    }

    private String bytes() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (Path part : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append(new String(Files.readAllBytes(part), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void deletesNothingWhileSomebodyUsesTheJournal() {
        fill();
        try (Journal used = open("one", NOON);
                JournalArchive archive = JournalArchive.open(file())) {
            assertThatExceptionOfType(ScholiumException.class)
                    .isThrownBy(() -> archive.purge(JournalFilter.ALL))
                    .withMessage(
                            used.file() + ": process " + ProcessHandle.current().pid()
                                    + " uses this journal; wait for its end before anything is deleted");
        }
    }
}
