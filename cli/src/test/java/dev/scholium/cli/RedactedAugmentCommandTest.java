package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.teacher.mock.BatchFaults;
import dev.scholium.teacher.mock.MockStatistics;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recipe with {@code redact} from the command line to the files, against the mock teacher and its log. */
class RedactedAugmentCommandTest {

    private static final String ADDRESS = "ann.lee@example.org";
    private static final String CASE = "CASE-20991";

    @TempDir
    Path folder;

    @Test
    void noSecretLeavesAndAllAreBackInTheFiles() throws IOException {
        Queue<String> bodies = new ConcurrentLinkedQueue<>();
        Path log = folder.resolve("mock.log");
        try (MockTeacherServer server = MockTeacherServer.start(
                0,
                Duration.ZERO,
                (request, usual) -> {
                    bodies.add(request.body());
                    return usual;
                },
                BatchFaults.of("", Duration.ZERO),
                new MockStatistics(log))) {
            Path recipe = MockRecipe.write(folder, 6, server.baseUrl());
            Path rows = folder.resolve("train.jsonl");
            Files.writeString(
                    rows,
                    Files.readString(rows)
                            .replace("our street", "the street of " + ADDRESS)
                            .replace("has a door", "has the door of " + CASE));
            StringWriter err = new StringWriter();
            int code = Main.run(
                    new PrintWriter(new StringWriter()),
                    new PrintWriter(err),
                    "augment",
                    recipe.toString(),
                    "--run-dir",
                    folder.resolve("run").toString(),
                    "--set",
                    "teacher.redact=[email, {name: case-number, pattern: 'CASE-\\d+'}]",
                    "--set",
                    "augmentations.again={method: paraphrase}");
            assertThat(code).as(err.toString()).isZero();
            assertNoSecret("what the command says", err.toString());
        }

        assertThat(bodies).hasSize(6 + 2 + 6).allSatisfy(body -> assertNoSecret("the wire", body));
        assertThat(bodies).anySatisfy(body -> assertThat(body).contains("[EMAIL_1]", "[CASE_NUMBER_1]"));
        assertThat(log).isNotEmptyFile();
        assertNoSecret("the mock's log", Files.readString(log));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().contains("journal.sqlite"))
                    .toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertNoSecret(String.valueOf(file.getFileName()), bytes);
            }
        }
        assertThat(Files.readAllLines(folder.resolve("run/augmented/again-train.rows.jsonl")))
                .hasSize(6)
                .allSatisfy(line -> assertThat(line)
                        .contains("\"In other words: In row ", "has the door of " + CASE + ".\"", ADDRESS)
                        .doesNotContain("[EMAIL_1]", "[CASE_NUMBER_1]"));
    }

    private static void assertNoSecret(String where, String text) {
        assertThat(text).as(where).doesNotContain(ADDRESS, CASE);
    }
}
