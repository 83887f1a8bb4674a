package dev.scholium.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideBySideTest {

    @TempDir
    private Path folder;

    private Path first;
    private Path second;

    @BeforeEach
    void writeRuns() throws IOException {
        first = Files.createDirectory(folder.resolve("random"));
        second = Files.createDirectory(folder.resolve("pretrained"));
        new FakeRun(first).write(1);
    }

    private String page(Path... runs) throws IOException {
        new ReportWriter().writeSideBySide(List.of(runs), folder.resolve("both.html"));
        return Files.readString(folder.resolve("both.md"));
    }

    @Test
    void comparesSystemsOfOneSeedThatAnsweredTheSameRows() throws IOException {
        new FakeRun(second).write(1, 2);

        String page = page(first, second);

        assertThat(page)
                .startsWith("# Side by side: random, pretrained")
                .doesNotContain("different sets of rows")
                .contains("| random: reasoning | pretrained: reasoning | 1 | 240 | 0.0 |")
                .contains("| random: reasoning | pretrained: baseline | 1 | 240 | +")
                .doesNotContain("| random: reasoning | random:")
                .doesNotContain("| random: reasoning | pretrained: reasoning | 2 |");
        assertThat(Files.readString(folder.resolve("both.html")))
                .contains("<h1>random, pretrained</h1>")
                .contains("pretrained: extraction");
    }

    @Test
    void showsOfAllRunsWhatAPageOfOneShows() throws IOException {
        new FakeRun(second).write(1);

        String page = page(first, second);
        String html = Files.readString(folder.resolve("both.html"));

        assertThat(page)
                .contains("**random: baseline, seed 1, collapsed, test: gold labels by answers**")
                .contains("**pretrained: reasoning, seed 1, test: gold labels by answers**")
                .contains("## How far probabilities can be trusted", "| random: reasoning | 240 |")
                .contains("pretrained: student reasoning", "## How to repeat it");
        assertThat(html)
                .contains(
                        "id=\"chart-intervals\"",
                        "id=\"chart-loss\"",
                        "id=\"chart-reliability\"",
                        "id=\"chart-lengths\"")
                .contains("<article class=\"row\"", "<h4>random: reasoning</h4>", "<h4>pretrained: reasoning</h4>")
                .contains("{\"name\":\"random: reasoning-seed1\"");
    }

    @Test
    void answersFirstAndTestsOverTheSeedsThatBothRunsHave() throws IOException {
        new FakeRun(first).write(1, 2);
        new FakeRun(second).write(1, 2, 3);

        String page = page(first, second);

        assertThat(page.lines().skip(2).findFirst().orElseThrow())
                .startsWith("**On the test split (240 rows, 2 seeds) ")
                .contains(" (each the best of its run on dev; 95 % interval ")
                .contains("; the less sure of multi-bootstrap and Student's t over the seeds, p ")
                .endsWith(" after Holm's correction over 9 comparisons): not significant.**");
        assertThat(page)
                .contains("**Systems of different runs on the same rows, over the seeds that both have;")
                .contains("| random: reasoning | pretrained: reasoning | 2 | 240 | 0.0 |")
                .contains("| not significant | A collapsed 2/2; B collapsed 2/2 |");
    }

    @Test
    void showsWhatAccuracyCostsInBothRuns() throws IOException {
        new FakeRun(second).write(1);

        assertThat(page(first, second))
                .contains("## What accuracy costs")
                .contains("| random: baseline | test | 1 | 1 | ")
                .contains("| pretrained: reasoning | test | 1 | 0 | ");
        assertThat(Files.readString(folder.resolve("both.html")))
                .contains("id=\"chart-cost-time\"")
                .contains("id=\"chart-cost-money\"");
    }

    @Test
    void neverComparesOtherRows() throws IOException {
        new FakeRun(second).withText("A premise that the first run has not.").write(1);

        assertThat(page(first, second))
                .contains("Caution: The systems answered 2 different sets of rows (the column Rows hash): accuracies on"
                        + " different rows are no comparison, whatever their difference, and are not tested.")
                .contains("| pretrained | reasoning | 1 | test |")
                .contains(
                        "**The best systems of these runs have no seed and rows in common: nothing can be said of their"
                                + " difference.**")
                .doesNotContain("Systems of different runs on the same rows");
    }

    @Test
    void runsOfOneNameAreToldApartByTheFolderAbove() throws IOException {
        Path other = Files.createDirectories(folder.resolve("again").resolve("random"));
        new FakeRun(other).write(1);

        assertThat(page(first, other)).contains("| again/random | reasoning |");
    }

    @Test
    void refusesARunWithoutResults() {
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> page(first, second))
                .withMessage(second + ": must hold results.json, but does not; evaluate the run first");
    }
}
