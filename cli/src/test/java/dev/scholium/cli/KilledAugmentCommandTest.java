package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.teacher.mock.BatchBehaviour;
import dev.scholium.teacher.mock.MockCount;
import dev.scholium.teacher.mock.MockStatistics;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills {@code scholium augment} with SIGKILL again and again while its teacher misbehaves, and continues it.
 *
 * <p>To repeat a failure, run the test with {@code -Dkill.seed=} and the seed that it names.
 */
@Tag("proof")
class KilledAugmentCommandTest {

    private static final long SEED = Long.getLong("kill.seed", 20261125);

    /** A fifth of all requests meets a fault, of every kind; those that hold all workers up are short. */
    private static final String FAULTS = "all=0.2,429=0.005,429-after=0.01:100ms,5xx=0.03,slow=0.02:200ms,"
            + "latency=lognormal:10ms:0.7,burst=300:5";

    @TempDir
    private Path folder;

    @Test
    void losesNothingAndPaysTwiceOnlyForWhatWasUnderWay() throws Exception {
        killAndContinue(450, 8);
    }

    @Test
    @Tag("slow")
    void losesNothingOverAHundredKills() throws Exception {
        killAndContinue(3000, 100);
    }

    private void killAndContinue(int rows, int kills) throws Exception {
        int requests = MockRecipe.requests(rows);
        int port;
        Path undisturbed = folder.resolve("undisturbed/run");
        try (MockTeacherServer server = server(0, new RecordingTeacher(FAULTS))) {
            port = URI.create(server.baseUrl()).getPort();
            Path recipe = MockRecipe.write(folder, rows, "http://127.0.0.1:" + port + "/v1");
            AugmentProcess process = AugmentProcess.start(recipe, undisturbed);
            assertThat(process.end()).as(process::printed).isZero();
            assertThat(server.statistics().distinct()).isEqualTo(requests);
            assertThat(server.statistics().answeredAgain())
                    .as("paid twice without a kill")
                    .isEmpty();
        }
        RecordingTeacher teacher = new RecordingTeacher(FAULTS);
        try (MockTeacherServer server = server(port, teacher)) { // the same address: it is part of what is asked
            Path run = folder.resolve("killed/run");
            Kills killed = new Kills(server, teacher, folder.resolve("my.yaml"), run, requests);
            SplittableRandom random = new SplittableRandom(SEED);
            killed.kill(kills / 2, requests / 2, random);
            killed.stopAtItsBudget();
            killed.kill(kills - kills / 2, requests, random);
            killed.killWhileItWrites();
            AugmentProcess last = AugmentProcess.start(folder.resolve("my.yaml"), run);
            assertThat(last.end()).as(last::printed).isZero();
            killed.check();
            assertThat(server.statistics().distinct()).isEqualTo(requests);
            MockRecipe.sameFiles(undisturbed.resolve("augmented"), run.resolve("augmented"));
        }
    }

    private static MockTeacherServer server(int port, RecordingTeacher teacher) {
        return MockTeacherServer.start(port, Duration.ZERO, teacher, BatchBehaviour.FAULTLESS, new MockStatistics());
    }

    /** One run that is killed and continued, and what was seen at each kill. */
    private static final class Kills {
        private final MockTeacherServer server;
        private final RecordingTeacher teacher;
        private final Path recipe;
        private final Path run;
        private final int requests;
        private final Map<String, String> replies = new HashMap<>();
        private final Map<String, Integer> askedWhenAnswered = new HashMap<>();
        private final Map<String, Integer> underWay = new HashMap<>();

        Kills(MockTeacherServer server, RecordingTeacher teacher, Path recipe, Path run, int requests) {
            this.server = server;
            this.teacher = teacher;
            this.recipe = recipe;
            this.run = run;
            this.requests = requests;
        }

        /** Kills it so often, at random points spread over the requests until there are so many replies. */
        void kill(int kills, int until, SplittableRandom random) throws Exception {
            for (int kill = 0; kill < kills; kill++) {
                AugmentProcess process = AugmentProcess.start(recipe, run);
                if (random.nextInt(5) == 0) {
                    Thread.sleep(random.nextInt(2000)); // anywhere, the start included
                } else {
                    int left = Math.max(10, (until - replies.size()) * 2 / (kills - kill + 1));
                    long target = server.statistics().requests() + random.nextInt(3, left);
                    while (process.isAlive() && server.statistics().requests() < target) {
                        Thread.sleep(1);
                    }
                    Thread.sleep(random.nextInt(20));
                }
                boolean alive = process.kill();
                assertThat(alive)
                        .as(
                                "kill %d of %d, repeat with -Dkill.seed=%d: ended by itself: %s",
                                kill, kills, SEED, process.printed())
                        .isTrue();
                look("kill " + kill + ", repeat with -Dkill.seed=" + SEED);
            }
        }

        /** With no more to spend than is spent, it stops by itself and asks nothing. */
        void stopAtItsBudget() throws Exception {
            double spent = JournalAtAKill.read(journal()).spent();
            long asked = server.statistics().requests();
            AugmentProcess process = AugmentProcess.start(recipe, run, "teacher.budget_usd=" + spent * 0.999);
            assertThat(process.end()).as(process::printed).isEqualTo(3);
            assertThat(process.printed()).contains("the budget allows no further request: spent ");
            assertThat(server.statistics().requests()).isEqualTo(asked);
            double budget = spent + 0.003; // some requests, but not all that are left
            AugmentProcess further = AugmentProcess.start(recipe, run, "teacher.budget_usd=" + budget);
            assertThat(further.end()).as(further::printed).isEqualTo(3);
            look("the budget");
            assertThat(billed()).isLessThanOrEqualTo(budget);
            assertThat(JournalAtAKill.read(journal()).spent()).isLessThanOrEqualTo(budget);
        }

        void killWhileItWrites() throws Exception {
            AugmentProcess process = AugmentProcess.start(recipe, run);
            Path augmented = run.resolve("augmented");
            while (process.isAlive() && !isBeingWritten(augmented)) {
                Thread.sleep(1);
            }
            process.kill();
            look("a kill while it wrote");
        }

        private static boolean isBeingWritten(Path augmented) throws IOException {
            if (!Files.isDirectory(augmented)) {
                return false;
            }
            try (Stream<Path> files = Files.list(augmented)) {
                return files.anyMatch(file -> file.toString().endsWith(".part"));
            }
        }

        private Path journal() {
            return run.resolveSibling("journal.sqlite");
        }

        private double billed() {
            return (server.statistics().billed().promptTokens() * MockRecipe.INPUT_PRICE
                            + server.statistics().billed().completionTokens() * MockRecipe.OUTPUT_PRICE)
                    / 1e6;
        }

        /** Compares the journal with what the teacher saw. */
        private void look(String when) throws InterruptedException, SQLException {
            awaitQuiet();
            if (!Files.exists(journal())) {
                return; // killed before it had made one
            }
            JournalAtAKill journal = JournalAtAKill.read(journal());
            assertThat(journal.answered()).as("replies kept, %s", when).containsAllEntriesOf(replies);
            replies.putAll(journal.answered());
            for (String prompt : journal.answered().keySet()) {
                int asked = count(prompt).asked();
                assertThat(askedWhenAnswered.merge(prompt, asked, (before, now) -> before))
                        .as("asked after it was journalled, %s: %s", when, prompt)
                        .isEqualTo(asked);
            }
            assertThat(journal.unknown()).as(when).hasSizeLessThanOrEqualTo(8 * MockRecipe.CONCURRENT);
            journal.unknown().forEach(prompt -> underWay.merge(prompt, 1, Integer::sum));
            assertThat(billed()).as("billed and on no account, %s", when).isLessThanOrEqualTo(journal.spent() + 1e-12);
        }

        private void awaitQuiet() throws InterruptedException {
            long seen = -1;
            while (seen != server.statistics().requests()) {
                seen = server.statistics().requests();
                Thread.sleep(100);
            }
        }

        private MockCount count(String prompt) {
            return server.statistics().of(teacher.bodies().getOrDefault(prompt, ""));
        }

        void check() throws Exception {
            look("the end");
            assertThat(replies).hasSize(requests);
            assertThat(underWay).as("requests under way at a kill").isNotEmpty();
            long answered = server.statistics().counts().values().stream()
                    .mapToLong(MockCount::answered)
                    .sum();
            assertThat(server.statistics().requests() - answered)
                    .as("faults met")
                    .isGreaterThan(requests / 20);
            for (String prompt : teacher.bodies().keySet()) {
                assertThat(count(prompt).answered())
                        .as("paid for, but under way at %d kills only: %s", underWay.getOrDefault(prompt, 0), prompt)
                        .isBetween(1, 1 + underWay.getOrDefault(prompt, 0));
            }
        }
    }
}
