package dev.scholium.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressFileTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void tellsAReaderHowFarTheWorkIsWhileItGoesOn() throws Exception {
        try (ProgressFile progress = ProgressFile.open(Progress.none(), folder, NOON)) {
            progress.say("A line.");
            progress.begin("asking", 10, "rows");
            progress.advance(4);
            progress.figures("1.0 requests/s, 0.0100 USD so far");
            ProgressReport read = ProgressReport.read(folder).orElse(null);
            while (read == null || read.done() == 0 || read.figures().isEmpty()) {
                Thread.sleep(20); // written once a second
                read = ProgressReport.read(folder).orElse(null);
            }

            assertThat(read.isRunning()).isTrue();
            assertThat(read.what()).isEqualTo("asking");
            assertThat(read.total()).isEqualTo(10).isEqualTo(progress.total());
            assertThat(read.figures()).isEqualTo("1.0 requests/s, 0.0100 USD so far");
            assertThat(read.lines()).containsExactly("A line.");
            assertThat(read.updated()).isEqualTo("2026-01-02T12:00:00Z");
            progress.end();
            progress.ended("done");
        }
        assertThat(ProgressReport.read(folder).orElseThrow())
                .extracting(ProgressReport::state, ProgressReport::what, ProgressReport::done)
                .containsExactly("done", "", 4L);
    }

    @Test
    void whatAnEarlierSessionDidIsNoPartOfTheRate() throws Exception {
        try (ProgressFile progress = ProgressFile.open(Progress.none(), folder, NOON)) {
            progress.begin("training", 75, "epochs");
            awaitDone(0);
            progress.resume(50);

            assertThat(awaitDone(50).rate()).isZero();
        }
    }

    private ProgressReport awaitDone(long units) throws InterruptedException {
        ProgressReport read = ProgressReport.read(folder).orElse(null);
        while (read == null || read.done() < units) {
            Thread.sleep(20); // written once a second
            read = ProgressReport.read(folder).orElse(null);
        }
        return read;
    }

    @Test
    void whatDidNotSayThatItEndedWasBrokenOff() {
        ProgressFile.open(Progress.none(), folder, NOON).close();

        assertThat(ProgressReport.read(folder).orElseThrow().state()).isEqualTo("broken off");
    }

    @Test
    void keepsTheLatestLinesOnly() {
        try (ProgressFile progress = ProgressFile.open(Progress.none(), folder, NOON)) {
            for (int i = 0; i < 100; i++) {
                progress.say("line " + i);
            }
        }

        assertThat(ProgressReport.read(folder).orElseThrow().lines())
                .hasSize(ProgressReport.MOST_LINES)
                .startsWith("line 80")
                .endsWith("line 99");
    }

    @Test
    void saysHowLongTheRestTakesAtThePresentRate() {
        ProgressReport report =
                new ProgressReport(1, ProgressReport.RUNNING, "", "", "asking", 10, 4, "rows", 0.5, "", List.of());

        assertThat(report.secondsLeft()).isEqualTo(12);
        assertThat(new ProgressReport(1, "running", "", "", "", 0, 4, "rows", 0.5, "", List.of()).secondsLeft())
                .isEqualTo(-1);
    }

    @Test
    void workGoesOnWhereNothingCanBeWrittenAndReadersPassOverDamage() throws IOException {
        try (ProgressFile progress = ProgressFile.open(Progress.none(), folder.resolve("nowhere"), NOON)) {
            progress.advance(1);
        }
        assertThat(ProgressReport.read(folder)).isEmpty();

        Files.writeString(folder.resolve(ProgressReport.NAME), "{\"state\": \"run");
        assertThat(ProgressReport.read(folder)).isEmpty();
    }
}
