package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.evaluate.Prediction;
import dev.scholium.evaluate.PredictionFile;
import dev.scholium.file.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CompareCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** 400 rows; of every ten, so many are right. */
    private Path predictions(String name, int rightOfTen, String rationale, int rows) {
        Path file = folder.resolve(name);
        List<Prediction> predictions = IntStream.range(0, rows)
                .mapToObj(row -> {
                    String said = row % 10 < rightOfTen ? "neutral" : "entailment";
                    return new Prediction(
                            "row-" + row,
                            "neutral",
                            said,
                            said,
                            Map.of(said, 1.0),
                            rationale,
                            List.of("it does not follow from the premise"),
                            said,
                            false,
                            false,
                            Map.of());
                })
                .toList();
        PredictionFile.write(file, lines -> predictions.forEach(lines));
        return file;
    }

    private int compare(Object... args) {
        String[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("compare"),
                        java.util.Arrays.stream(args).map(String::valueOf))
                .toArray(String[]::new);
        return Main.run(new PrintWriter(out), new PrintWriter(err), all);
    }

    @Test
    void saysWhichIsBetterAndByHowMuch() {
        Path a = predictions("a.jsonl", 7, "it does not follow from the premise", 400);
        Path b = predictions("b.jsonl", 5, "it follows from a premise", 400);

        assertThat(compare(a, b, "--resamples", 500)).isZero();

        assertThat(out.toString())
                .contains("400 rows")
                .contains("A           70.0 [65.3, 74.3]")
                .contains("A - B       +20.00 [")
                .contains("A is significantly better")
                .contains("only A right: 80 rows, only B right: 0 rows")
                .contains("BLEU        A 100.00 [100.00, 100.00], B ");
    }

    @Test
    void saysNotSignificantInWords() {
        assertThat(compare(predictions("a.jsonl", 6, "x", 20), predictions("b.jsonl", 5, "x", 20)))
                .isZero();

        assertThat(out.toString())
                .contains("neither better nor worse, as far as these rows can show (not significant)");
    }

    @Test
    void printsEverythingForPrograms() {
        assertThat(compare(predictions("a.jsonl", 7, "x", 40), predictions("b.jsonl", 5, "x", 40), "--format", "json"))
                .isZero();

        JsonNode pair = Json.mapper().readTree(out.toString());
        assertThat(pair.path("difference").asDouble()).isEqualTo(0.2);
        assertThat(pair.path("test").asString()).isEqualTo("mcnemar-exact");
        assertThat(pair.path("bootstrap").path("resamples").asInt()).isEqualTo(10_000);
    }

    @Test
    void refusesOtherRows() {
        Path a = predictions("a.jsonl", 7, "x", 40);
        Path b = predictions("b.jsonl", 5, "x", 41);

        assertThat(compare(a, b)).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("scholium: " + a + " and " + b
                        + " must hold the same rows once each, with the same gold labels, but differ: row-40");
    }
}
