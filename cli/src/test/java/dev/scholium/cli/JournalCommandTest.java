package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.prompt.Prompt;
import dev.scholium.teacher.Completion;
import dev.scholium.teacher.Journal;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.RequestHash;
import dev.scholium.teacher.TeacherIdentity;
import dev.scholium.teacher.TokenUsage;
import dev.scholium.teacher.price.Usd;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    private String file() {
        return folder.resolve("journal.sqlite").toString();
    }

    @BeforeEach
    void fill() {
        TeacherIdentity teacher = new TeacherIdentity("openai", "gpt-4o-mini", "{}");
        Clock clock = Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);
        try (Journal journal = Journal.open(folder.resolve("journal.sqlite"), clock)) {
            for (String user : new String[] {"Why?\u001b[31m", "Lost"}) {
                Question question = Question.of(new Prompt("", user));
                RequestHash hash = RequestHash.of(teacher, question);
                journal.claim(hash, teacher, question, Usd.of(0.0005));
                if (user.startsWith("Why")) {
                    journal.answered(
                            hash,
                            new Completion("So.", "stop", new TokenUsage(20, 4), "m", Duration.ZERO, "{}"),
                            1,
                            Usd.of(0.0001));
                }
            }
        }
    }

    @Test
    void listsWithoutLettingTextSteerTheTerminal() {
        assertThat(run("journal", file(), "list")).isZero();
        assertThat(out.toString())
                .contains("answered 2026-11-25T12:00:00Z gpt-4o-mini", "0.000100  Why? [31m", "2 requests")
                .doesNotContain("\u001b");
        assertThat(run("journal", file(), "unknown")).isZero();
        assertThat(out.toString()).contains("<=0.000500  Lost", "1 request").doesNotContain("Why");
    }

    @Test
    void exportsALineForEachRequest() {
        assertThat(run("journal", file(), "export", "--state", "answered")).isZero();
        assertThat(out.toString().lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("{\"id\":1,\"hash\":\"")
                        .contains("\"user\":\"Why?\\u001B[31m\"", "\"text\":\"So.\"", "\"cost_usd\":1.0E-4"));
    }

    @Test
    void deletesOnlyWhenToldTwice() {
        assertThat(run("journal", file(), "purge")).isEqualTo(2);
        assertThat(err.toString()).contains("say what to delete");
        assertThat(run("journal", file(), "purge", "--before", "yesterday")).isEqualTo(2);
        assertThat(err.toString()).contains("--before must be a time such as 2026-11-25T12:00:00Z, but is yesterday");
        assertThat(run("journal", file(), "purge", "--teacher", "gpt-4o-mini")).isZero();
        assertThat(out.toString()).startsWith("2 requests would be deleted, with prompts and replies; nothing was.");
        assertThat(run("journal", file(), "purge", "--teacher", "gpt-4o-mini", "--yes"))
                .isZero();
        assertThat(out.toString()).startsWith("2 requests deleted");
        run("journal", file(), "list");
        assertThat(out.toString()).contains("0 requests");
    }

    @Test
    void saysThatThereIsNoSuchJournal() {
        String none = folder.resolve("none.sqlite").toString();
        assertThat(run("journal", none, "list")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("scholium: " + none + ": there is no such journal" + System.lineSeparator());
        assertThat(Path.of(none))
                .satisfies(path -> assertThat(Files.exists(path)).isFalse());
    }
}
