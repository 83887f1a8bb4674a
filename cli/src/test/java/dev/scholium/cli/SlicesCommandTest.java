package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.file.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SlicesCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int slices(String... args) {
        String[] all = new String[args.length + 2];
        all[0] = "slices";
        all[1] = folder.toString();
        System.arraycopy(args, 0, all, 2, args.length);
        return Main.run(new PrintWriter(out), new PrintWriter(err), all);
    }

    @Test
    void printsEachSliceWithItsIntervalAndWarnsOfSmallOnes() throws IOException {
        FinishedRun.write(folder);

        assertThat(slices("--by", "label,genre")).as(err.toString()).isZero();

        assertThat(out.toString())
                .contains("dev by label")
                .containsPattern("entailment +reasoned +40 +50\\.0 +\\[35\\.2, 64\\.8\\] +\\+50\\.0")
                .containsPattern("letters +reasoned +6 .*\\(few rows\\)")
                .contains("5 differences tested; p-values are corrected for their number (Holm)");
    }

    @Test
    void printsOneElementASliceForPrograms() throws IOException {
        FinishedRun.write(folder);

        assertThat(slices("--by", "label", "--format", "json")).isZero();

        JsonNode slices = Json.mapper().readTree(out.toString());
        assertThat(slices.size()).isEqualTo(6);
        assertThat(slices.get(0).path("rows").asInt()).isEqualTo(40);
    }

    @Test
    void refusesARunThatIsNotEvaluated() throws IOException {
        FinishedRun.write(folder);
        Files.delete(folder.resolve("results.json"));

        assertThat(slices("--by", "label")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "scholium: " + folder + ": must hold results.json, but does not; evaluate the run first");
    }
}
