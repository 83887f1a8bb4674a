package dev.scholium.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.evaluate.Faithfulness;
import dev.scholium.evaluate.Faithfulness.Argument;
import dev.scholium.evaluate.Faithfulness.Intervention;
import dev.scholium.evaluate.Faithfulness.OfStudent;
import dev.scholium.evaluate.FaithfulnessSentence;
import dev.scholium.evaluate.Share;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaithfulnessTableTest {

    @TempDir
    private Path folder;

    @Test
    void reportsShowWhatWasFoundWhereItWasAsked() throws IOException {
        new FakeRun(folder).write(1);
        new ReportWriter().write(folder);
        assertThat(folder.resolve("report.md")).content().doesNotContain("Do labels heed");

        Argument argument = new Argument(Share.of(40, 240), Share.of(30, 40), Share.of(14, 40));
        Intervention done = new Intervention(
                Share.of(24, 240),
                Share.of(60, 240),
                Share.of(30, 160),
                Share.of(150, 240),
                Share.of(120, 240),
                Share.of(90, 240));
        new Faithfulness(
                        Faithfulness.FORMAT_VERSION,
                        "test",
                        1,
                        List.of(new OfStudent(
                                "reasoning-seed1",
                                "reasoning",
                                1,
                                "rationale-first",
                                argument,
                                done,
                                FaithfulnessSentence.of("rationale-first", argument, done))))
                .write(folder.resolve(Faithfulness.NAME));
        new ReportWriter().write(folder);

        assertThat(Files.readString(folder.resolve("report.md")))
                .contains("## Do labels heed rationales?")
                .contains(
                        "The label heeds the rationale in part: without the rationale 10.0 % \\[6.8, 14.4\\] of the labels"
                                + " change, with another row's 25.0 % \\[19.9, 30.8\\]");
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("<h2 id=\"faithfulness\">Do labels heed rationales?</h2>")
                .contains("The label heeds the rationale in part");
    }
}
