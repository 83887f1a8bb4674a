package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaithfulnessCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int faithfulness(String... further) {
        String[] all = new String[further.length + 2];
        all[0] = "faithfulness";
        all[1] = folder.toString();
        System.arraycopy(further, 0, all, 2, further.length);
        return Main.run(new PrintWriter(out), new PrintWriter(err), all);
    }

    @Test
    void refusesARunThatIsNotEvaluated() {
        assertThat(faithfulness()).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "scholium: " + folder + ": must hold results.json, but does not; evaluate the run first");
    }

    @Test
    void refusesARunWithoutStudentsAndWritesNothing() throws IOException {
        FinishedRun.write(folder);

        assertThat(faithfulness("--split", "dev")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "scholium: " + folder + ": must hold a student that wrote rationales on dev, but has none");
        assertThat(folder.resolve("faithfulness.json")).doesNotExist();
    }
}
