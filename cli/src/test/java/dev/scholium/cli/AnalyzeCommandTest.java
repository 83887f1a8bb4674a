package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.file.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AnalyzeCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int analyze(String... further) {
        String[] all = new String[further.length + 2];
        all[0] = "analyze";
        all[1] = folder.toString();
        System.arraycopy(further, 0, all, 2, further.length);
        return Main.run(new PrintWriter(out), new PrintWriter(err), all);
    }

    @Test
    void saysWhatGoesWithBeingRightAndThatItIsNoCause() throws IOException {
        FinishedRun.write(folder);

        assertThat(analyze()).as(err.toString()).isZero();

        assertThat(out.toString())
                .contains("teacher why, dev: 120 rationales")
                .contains("student reasoned, dev: 120 rationales")
                .containsPattern("words +right: rho \\+0\\.[5-9]")
                .contains("! Nothing here shows a cause");
        assertThat(folder.resolve("analysis.html")).isNotEmptyFile();
        assertThat(folder.resolve("analysis.md")).isNotEmptyFile();
    }

    @Test
    void printsForProgramsWhatItWritesIntoTheFolder() throws IOException {
        FinishedRun.write(folder);

        assertThat(analyze("--format", "json")).isZero();

        JsonNode printed = Json.mapper().readTree(out.toString());
        assertThat(printed).isEqualTo(Json.mapper().readTree(folder.resolve("analysis.json")));
        assertThat(printed.path("groups").size()).isEqualTo(2);
    }

    @Test
    void refusesAFolderWithoutRationales() {
        assertThat(analyze()).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "scholium: " + folder + ": must be a run folder with rationales in augmented/, but has none");
    }
}
