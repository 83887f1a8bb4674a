package dev.scholium.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --dry-run} prints, as a whole: people decide by it. */
class DryRunCommandTest {

    @TempDir
    Path folder;

    private String dryRun(String... further) throws IOException {
        Path recipe = MockRecipe.write(folder, 12, "http://127.0.0.1:1/v1");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> args = new ArrayList<>(List.of(
                "augment",
                recipe.toString(),
                "--dry-run",
                "--run-dir",
                folder.resolve("run").toString()));
        args.addAll(List.of(further));
        assertThat(Main.run(new PrintWriter(out), new PrintWriter(err), args.toArray(String[]::new)))
                .as(err.toString())
                .isZero();
        assertThat(folder.resolve("run")).doesNotExist();
        assertThat(folder.resolve("journal.sqlite")).doesNotExist();
        return out.toString();
    }

    private static String golden(String name) throws IOException {
        return new String(
                requireNonNull(DryRunCommandTest.class.getResourceAsStream("/golden/dry-run/" + name))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
    }

    @Test
    void printsATableForPeople() throws IOException {
        assertThat(dryRun()).isEqualTo(golden("plain.txt"));
    }

    @Test
    void saysWhatIsRedactedAndCountsNewRows() throws IOException {
        assertThat(dryRun(
                        "--set",
                        "teacher.redact=[email, phone]",
                        "--set",
                        "teacher.budget_usd=0.005",
                        "--set",
                        "rationales.extraction.checks={too-short: ask-again}",
                        "--set",
                        "augmentations.other={method: counterfactual, rows: 5}"))
                .isEqualTo(golden("new-rows.txt"));
    }

    @Test
    void saysPlainlyThatAPriceIsUnknown() throws IOException {
        assertThat(dryRun("--set", "teacher.price_input=null", "--set", "teacher.price_output=null"))
                .isEqualTo(golden("unpriced.txt"));
    }

    @Test
    void printsOneObjectForPrograms() throws IOException {
        assertThat(dryRun("--format", "json")).isEqualTo(golden("plain.json"));
    }
}
