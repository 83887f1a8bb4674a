package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @Test
    void helpListsTheCommandsInTheOrderOfTheFlow() {
        List<String> commands = Pattern.compile("^  ([a-z-]+) {2,}", Pattern.MULTILINE)
                .matcher(help())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(commands)
                .containsExactly(
                        "quickstart",
                        "doctor",
                        "run",
                        "sweep",
                        "recipe",
                        "data",
                        "mock-teacher",
                        "prompt",
                        "pilot",
                        "journal",
                        "augment",
                        "batch",
                        "reparse",
                        "refilter",
                        "pull",
                        "pretrain",
                        "train",
                        "evaluate",
                        "predict",
                        "score",
                        "compare",
                        "slices",
                        "analyze",
                        "faithfulness",
                        "report",
                        "track",
                        "export",
                        "browse",
                        "rate",
                        "serve");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quickstart",
                "doctor",
                "run",
                "sweep",
                "recipe",
                "mock-teacher",
                "prompt",
                "pilot",
                "augment",
                "batch",
                "reparse",
                "refilter",
                "pull",
                "pretrain",
                "train",
                "evaluate",
                "predict",
                "score",
                "compare",
                "slices",
                "analyze",
                "faithfulness",
                "report",
                "track",
                "export",
                "serve",
                "browse",
                "rate"
            })
    void everyHelpEndsWithAnExample(String command) {
        String help = help(command);

        assertThat(help).contains("Example");
        assertThat(help.strip().lines().toList()).last().asString().startsWith("  scholium " + command);
    }

    @Test
    void printsTheDefaultsOfARecipe() {
        StringWriter out = new StringWriter();

        int status = Main.run(new PrintWriter(out), new PrintWriter(new StringWriter()), "recipe");

        assertThat(status).isZero();
        assertThat(out.toString()).contains("learning_rate: 6.0e-4").contains("seeds: [1]");
    }

    @Test
    void anUnknownCommandIsAUsageError() {
        assertThat(Main.run(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), "trian"))
                .isEqualTo(2);
    }

    private static String help(String... command) {
        StringWriter out = new StringWriter();
        String[] args = java.util.stream.Stream.concat(
                        java.util.Arrays.stream(command), java.util.stream.Stream.of("--help"))
                .toArray(String[]::new);
        Main.run(new PrintWriter(out), new PrintWriter(new StringWriter()), args);
        return out.toString();
    }
}
