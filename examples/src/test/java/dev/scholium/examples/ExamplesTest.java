package dev.scholium.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.evaluate.Results;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {

    @Test
    void teachesAStudent(@TempDir Path folder) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Results results =
                TeachAStudent.run(folder.resolve("run"), 64, new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(results.systems())
                .extracting("name")
                .containsExactly(
                        "baseline",
                        "reasoning",
                        "control.majority",
                        "control.tfidf",
                        "control.tfidf.premise",
                        "control.tfidf.hypothesis");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("first row: {premise=", "rows of dev: 32");
        assertThat(folder.resolve("run/report.html")).isNotEmptyFile();
    }

    @Test
    void comparesTwoSystems(@TempDir Path folder) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        CompareTwoSystems.run(folder, new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("other against baseline: +35.0 points")
                .contains("significantly better");
    }
}
