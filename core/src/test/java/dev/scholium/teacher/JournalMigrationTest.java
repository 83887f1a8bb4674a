package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.prompt.Demonstration;
import dev.scholium.prompt.Prompt;
import dev.scholium.prompt.ReplySchema;
import dev.scholium.teacher.price.Usd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals of older versions are read and brought up to date; the golden files were written by those versions. */
class JournalMigrationTest {

    private static final TeacherIdentity TEACHER = new TeacherIdentity(
            "openai",
            "gpt-3.5-turbo-0125",
            "{\"base_url\":\"https://api.openai.com/v1\",\"temperature\":0.2,\"seed\":123,\"max_tokens\":400}");

    @TempDir
    Path folder;

    private Path version1() throws Exception {
        Path golden = Path.of(Objects.requireNonNull(getClass().getResource("/golden/journal/journal-1.sqlite"))
                .toURI());
        return Files.copy(golden, folder.resolve("journal.sqlite"));
    }

    private static Question question(int row) {
        return Question.of(new Prompt("You explain.", "Why is row " + row + " so?"));
    }

    private static List<String> columns(Path file) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT m.name, m.sql FROM sqlite_master m"
                        + " WHERE m.sql IS NOT NULL ORDER BY m.type, m.name")) {
            while (row.next()) {
                columns.add(row.getString(1) + ": " + row.getString(2));
            }
        }
        return columns;
    }

    @Test
    void readsEveryAnswerOfVersionOne() throws Exception {
        try (Journal journal = Journal.open(version1(), Clock.systemUTC())) {
            for (int i = 0; i < 3; i++) {
                assertThat(journal.find(RequestHash.of(TEACHER, question(i))))
                        .isEqualTo(new JournalEntry.Answered(
                                i + 1,
                                false,
                                new Completion(
                                        "Because " + i + ".",
                                        "stop",
                                        new TokenUsage(20 + i, 5),
                                        "gpt-3.5-turbo-0125",
                                        Duration.ofMillis(300),
                                        "{\"n\":" + i + "}"),
                                null));
            }
            assertThat(journal.find(RequestHash.of(TEACHER, question(3))))
                    .isEqualTo(new JournalEntry.Failed(4, false, "the server failed (500)", "oops"));
            assertThat(journal.unresolved()).isEqualTo(1);
            assertThat(journal.claim(RequestHash.of(TEACHER, question(4)), TEACHER, question(4), Usd.of(0.01)))
                    .isEqualTo(Journal.Claim.ASK_AGAIN);
        }
    }

    @Test
    void givesAnOldFileTheTablesOfANewOne() throws Exception {
        Path old = version1();
        Journal.open(old, Clock.systemUTC()).close();
        Path fresh = folder.resolve("fresh.sqlite");
        Journal.open(fresh, Clock.systemUTC()).close();

        assertThat(columns(old)).isEqualTo(columns(fresh)).hasSizeGreaterThan(8);
        Journal.open(old, Clock.systemUTC()).close(); // once more: nothing is left to do
    }

    @Test
    void keepsDemonstrationsAndSchemaOfAPrompt() throws Exception {
        Path file = folder.resolve("journal.sqlite");
        Question question = Question.of(new Prompt(
                "s", List.of(new Demonstration("q", "a")), "u", new ReplySchema("reason", "{\"type\":\"object\"}")));
        try (Journal journal = Journal.open(file, Clock.systemUTC())) {
            journal.claim(RequestHash.of(TEACHER, question), TEACHER, question, null);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT demonstrations, schema FROM prompt")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("[{\"user\":\"q\",\"reply\":\"a\"}]");
            assertThat(row.getString(2)).isEqualTo("{\"name\":\"reason\",\"json\":\"{\\\"type\\\":\\\"object\\\"}\"}");
        }
    }
}
