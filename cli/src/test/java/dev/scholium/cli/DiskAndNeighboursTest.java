package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.teacher.mock.MockBehaviour;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A full disk, a read-only one, and other processes: one line, nothing lost, and the same command goes on. */
@Timeout(180)
@Tag("proof")
class DiskAndNeighboursTest {

    private static final int ROWS = 450;

    @TempDir
    private Path folder;

    private record Ended(int status, String said) {}

    private static Ended augment(Path recipe, Path run, String... settings) {
        List<String> args = new ArrayList<>(List.of("augment", recipe.toString(), "--run-dir", run.toString()));
        for (String setting : settings) {
            args.addAll(List.of("--set", setting));
        }
        StringWriter err = new StringWriter();
        int status =
                Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), args.toArray(String[]::new));
        return new Ended(status, err.toString());
    }

    /** A process of its own, whose death is what tells the next one that its requests are no longer under way. */
    private static Ended process(Path recipe, Path run, String... settings) throws Exception {
        AugmentProcess process = AugmentProcess.start(recipe, run, settings);
        return new Ended(process.end(), process.printed());
    }

    private static MockTeacherServer teacher(int delayMillis) {
        return MockTeacherServer.start(0, Duration.ofMillis(delayMillis), MockBehaviour.FAULTLESS);
    }

    private static void failsInOneLine(Ended ended, String beginning, String end) {
        List<String> failures = ended.said()
                .lines()
                .filter(line -> line.startsWith("scholium: "))
                .toList();
        assertThat(ended.status()).as(ended.said()).isEqualTo(1);
        assertThat(failures).as(ended.said()).hasSize(1);
        assertThat(failures.get(0)).startsWith("scholium: " + beginning).endsWith(end);
        assertThat(ended.said()).doesNotContain("\tat ").doesNotContain("defect");
    }

    @Test
    void aDiskThatIsFullForTheJournal() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 700);
                MockTeacherServer server = teacher(0)) {
            Path recipe = MockRecipe.write(folder, ROWS, server.baseUrl());
            Path journal = disk.path().resolve("journal.sqlite");
            String setting = "journal=" + journal;

            failsInOneLine(
                    process(recipe, folder.resolve("run"), setting),
                    journal
                            + ": the journal cannot be written: the disk is full; free some space and run the same command"
                            + " again",
                    "");
            long asked = server.statistics().requests();
            assertThat(asked).isBetween(20L, MockRecipe.requests(ROWS) - 1L);

            disk.remount("size=64m");
            Ended again = process(recipe, folder.resolve("run"), setting);
            assertThat(again.status()).as(again.said()).isZero();
            assertThat(server.statistics().distinct()).isEqualTo(MockRecipe.requests(ROWS));
            assertThat(server.statistics().answeredAgain().size())
                    .as("replies that came when there was no room")
                    .isLessThanOrEqualTo(8 * MockRecipe.CONCURRENT);
            assertThat(namesIn(folder.resolve("run/augmented"))).hasSize(4);
        }
    }

    @Test
    void aDiskThatIsFullForTheFiles() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 200);
                MockTeacherServer server = teacher(0)) {
            Path recipe = MockRecipe.write(folder, ROWS, server.baseUrl());
            Path run = disk.path().resolve("run");
            String setting = "journal=" + folder.resolve("journal.sqlite");

            failsInOneLine(augment(recipe, run, setting), run.toString(), "");
            assertThat(namesIn(run.resolve("augmented"))).isEmpty();

            disk.remount("size=64m");
            long asked = server.statistics().requests();
            Ended again = augment(recipe, run, setting);
            assertThat(again.status()).as(again.said()).isZero();
            assertThat(server.statistics().repeated()).isEmpty();
            assertThat(server.statistics().requests()).isGreaterThanOrEqualTo(asked);
            assertThat(namesIn(run.resolve("augmented"))).hasSize(4);
        }
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aReadOnlyDisk() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 10_000);
                MockTeacherServer server = teacher(0)) {
            Path recipe = MockRecipe.write(folder, 30, server.baseUrl());
            Path run = disk.path().resolve("run");
            Path journal = disk.path().resolve("journal.sqlite");
            disk.remount("ro");

            failsInOneLine(augment(recipe, run), run.toString(), "Read-only file system");
            failsInOneLine(augment(recipe, folder.resolve("run"), "journal=" + journal), journal.toString(), "");
            assertThat(server.statistics().requests()).isZero();

            disk.remount("rw");
            assertThat(augment(recipe, run).status()).isZero();

            disk.remount("ro"); // a finished run needs nothing, but its manifest tells of every command
            failsInOneLine(augment(recipe, run), run.toString(), "Read-only file system");
            assertThat(server.statistics().repeated()).isEmpty();
        }
    }

    @Test
    void twoProcessesOnOneRunFolder() throws Exception {
        try (MockTeacherServer server = teacher(300)) {
            Path recipe = MockRecipe.write(folder, ROWS, server.baseUrl());
            Path run = folder.resolve("runs/one");
            AugmentProcess first = AugmentProcess.start(recipe, run);
            while (server.statistics().requests() == 0) {
                Thread.sleep(5);
                assertThat(first.isAlive()).as(first::printed).isTrue();
            }

            failsInOneLine(
                    augment(recipe, run),
                    run + ": another scholium process is at work in this run folder; wait for it, or name another"
                            + " folder with --run-dir",
                    "");
            assertThat(first.end()).as(first::printed).isZero();
            assertThat(server.statistics().repeated()).isEmpty();
        }
    }

    @Test
    void twoProcessesWithOneJournal() throws Exception {
        try (MockTeacherServer server = teacher(30)) {
            Path recipe = MockRecipe.write(folder, ROWS, server.baseUrl());
            Path one = folder.resolve("runs/one");
            Path two = folder.resolve("runs/two");
            AugmentProcess first = AugmentProcess.start(recipe, one);
            AugmentProcess second = AugmentProcess.start(recipe, two);

            assertThat(first.end()).as(first::printed).isZero();
            assertThat(second.end()).as(second::printed).isZero();
            assertThat(server.statistics().repeated()).isEmpty();
            assertThat(server.statistics().distinct()).isEqualTo(MockRecipe.requests(ROWS));
            for (String name : namesIn(one.resolve("augmented"))) {
                assertThat(Files.mismatch(one.resolve("augmented/" + name), two.resolve("augmented/" + name)))
                        .as(name)
                        .isEqualTo(-1);
            }
        }
    }
}
