package dev.scholium.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scholium.analyze.Analysis;
import dev.scholium.analyze.RunAnalysis;
import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnalysisPageTest {

    @TempDir
    Path folder;

    @Test
    void showsEveryWriterAndRunsNothingOfWhatTheyWrote() throws IOException {
        new FakeRun(folder)
                .withText("</script><script>alert(1)</script> It's <b>bold</b>.")
                .write(1, 2);

        Analysis analysis = RunAnalysis.of(folder);
        String page = Files.readString(new ReportWriter().writeAnalysis(folder, analysis));

        assertThat(analysis.groups().stream().map(group -> group.writer() + " " + group.split()))
                .contains("teacher extraction test", "student reasoning test")
                .doesNotContain("student baseline test");
        assertThat(analysis.relations()).isNotEmpty().allMatch(relation -> relation.seed() == 1);
        assertThat(analysis.similarities()).isNotEmpty();
        assertThat(page)
                .contains("Nothing here shows a cause", "teacher extraction", "ROUGE-L")
                .doesNotContain("alert(1)</script>", "<b>bold");
        assertThat(Files.readString(folder.resolve("analysis.md"))).contains("## How alike");
        assertThat(folder.resolve("analysis.json")).isNotEmptyFile();
    }

    @Test
    void refusesAFolderWithoutRationales() {
        assertThatThrownBy(() -> RunAnalysis.of(folder))
                .isInstanceOf(ScholiumException.class)
                .hasMessage(folder + ": must be a run folder with rationales in augmented/, but has none");
    }
}
