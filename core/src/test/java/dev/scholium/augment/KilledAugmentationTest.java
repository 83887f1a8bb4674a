package dev.scholium.augment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockReaction;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that augments, again and again, with SIGKILL, and continues it. */
class KilledAugmentationTest {

    @TempDir
    Path folder;

    @Test
    void losesNothingAndAsksNothingTwiceButWhatWasUnderWay() throws Exception {
        killAndContinue(400, 4);
    }

    @Test
    @Tag("slow")
    void losesNothingOverManyKills() throws Exception {
        killAndContinue(6000, 100);
    }

    private void killAndContinue(int rows, int kills) throws Exception {
        // some answers are refusals or empty, so that the file of rejected rows is put to the test too
        MockBehaviour odd = (request, usual) -> request.body().contains("3 windows")
                ? new MockReaction.Respond(
                        200,
                        Map.of(),
                        "{\"choices\":[{\"message\":{\"content\":\"I'm sorry, but I can't answer that.\"},"
                                + "\"finish_reason\":\"stop\"}]}")
                : usual;
        SplittableRandom random = new SplittableRandom(20261123);
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ofMillis(15), odd)) {
            Path killed = folder.resolve("killed");
            long underWay = 0;
            int done = 0;
            while (done < kills) {
                long target = server.statistics().requests() + random.nextInt(5, 2 + rows / (kills + 1));
                Process process = start(server.baseUrl(), killed, rows);
                while (process.isAlive() && server.statistics().requests() < target) {
                    Thread.sleep(1);
                }
                Thread.sleep(random.nextInt(20));
                boolean alive = process.isAlive();
                process.destroyForcibly().waitFor();
                done++;
                if (alive) {
                    underWay += asked(killed);
                }
            }
            Process last = start(server.baseUrl(), killed, rows);
            assertThat(last.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(last.exitValue()).isZero();

            long repeated = server.statistics().repeated().values().stream()
                    .mapToLong(times -> times - 1)
                    .sum();
            assertThat(underWay).as("requests under way at a kill").isPositive();
            assertThat(repeated).as("requests that the mock saw twice").isLessThanOrEqualTo(underWay);
            assertThat(server.statistics().distinct()).isEqualTo(rows);

            Path undisturbed = folder.resolve("undisturbed");
            AugmentSummary summary = KillTarget.augment(server.baseUrl(), undisturbed, rows, "reasoning");
            assertThat(summary.rejectedByReason()).containsOnlyKeys("refusal");
            sameFiles(undisturbed.resolve("augmented"), killed.resolve("augmented"));
        }
    }

    private static Process start(String baseUrl, Path folder, int rows) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillTarget.class.getName(),
                        baseUrl,
                        folder.toString(),
                        Integer.toString(rows),
                        "reasoning")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** How many requests the dead process left with an unknown outcome. */
    private static long asked(Path folder) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.sqlite"));
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM request WHERE state = 'asked'")) {
            count.next();
            assertThat(count.getLong(1)).isLessThanOrEqualTo(KillTarget.CONCURRENT);
            return count.getLong(1);
        }
    }

    private static void sameFiles(Path expected, Path actual) throws IOException {
        for (String name : new String[] {"reasoning-train.jsonl", "reasoning-train.rejected.jsonl"}) {
            assertThat(Files.size(expected.resolve(name))).isPositive();
            assertThat(Files.mismatch(expected.resolve(name), actual.resolve(name)))
                    .as(name)
                    .isEqualTo(-1);
        }
        try (var files = Files.list(actual)) {
            assertThat(files.filter(file -> !file.toString().endsWith(".part"))).hasSize(2);
        }
    }
}
