package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.evaluate.Bleu;
import dev.scholium.evaluate.BleuSettings;
import dev.scholium.evaluate.BleuTokenizer;
import dev.scholium.file.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ScoreCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path file = Path.of("");

    @BeforeEach
    void writeRows() throws IOException {
        file = folder.resolve("rows.jsonl");
        Files.writeString(file, """
                {"rationale": "the cat sat on the mat", "reference_rationales": "the cat sat on the mat", "more": ["x", "y"]}
                {"rationale": "", "reference_rationales": "a dog barks", "more": []}
                {"rationale": "nobody knows", "reference_rationales": " ", "more": ["nobody knows"]}
                """);
    }

    private int score(String... args) {
        return Main.run(
                new PrintWriter(out),
                new PrintWriter(err),
                Stream.concat(Stream.of("score"), Stream.of(args)).toArray(String[]::new));
    }

    @Test
    void scoresTheRowsThatHaveAReference() {
        assertThat(score(file.toString(), "--metric", "chrf,ter", "--format", "json"))
                .isZero();

        JsonNode scores = Json.mapper().readTree(out.toString());
        assertThat(scores.path("rows").asInt()).isEqualTo(2);
        assertThat(scores.path("without_reference").asInt()).isEqualTo(1);
        assertThat(scores.path("scores").path("ter").path("score").asDouble()).isCloseTo(100.0 / 3, within(1e-9));
        assertThat(scores.path("scores").path("ter").path("signature").asString())
                .startsWith("nrefs:1|case:lc|tok:tercom|");
        assertThat(scores.path("scores").propertyNames()).containsExactly("chrf", "ter");
    }

    @Test
    void takesSeveralReferences() {
        assertThat(score(file.toString(), "--reference", "reference_rationales,more", "--metric", "bleu"))
                .isZero();

        assertThat(out.toString())
                .startsWith("3 rows, 0 left out without a reference")
                .contains("nrefs:var|");
    }

    @Test
    void saysWhichKeyALineLacks() {
        assertThat(score(file.toString(), "--hypothesis", "text")).isEqualTo(1);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines("scholium: " + file
                        + ":1: must have the key \"text\", but has only [rationale, reference_rationales, more]");
    }

    @Test
    void namesTheMetricsThatThereAre() {
        assertThat(score(file.toString(), "--metric", "meteor")).isEqualTo(2);

        assertThat(err.toString())
                .contains("must be one of [bleu, chrf, chrf++, ter, rouge-l, nltk-bleu], but was \"meteor\"");
    }

    @Test
    void takesSacrebleusSettings() throws IOException {
        Files.writeString(file, """
                {"rationale": "The cat sat on Ed's mat.", "reference_rationales": "the cat lay on Ed's mat"}
                {"rationale": "A dog", "reference_rationales": "a dog barks"}
                """);

        assertThat(score((file
                                + " --metric bleu,chrf --lowercase --tokenize INTL --smooth-method floor --smooth-value 0.25"
                                + " --max-ngram-order 3 --format json")
                        .split(" ")))
                .isZero();

        BleuSettings settings =
                new BleuSettings(true, BleuTokenizer.INTERNATIONAL, BleuSettings.Smoothing.FLOOR, 0.25, 3, false);
        double expected = new Bleu(settings)
                .corpus(
                        List.of("The cat sat on Ed's mat.", "A dog"),
                        List.of(List.of("the cat lay on Ed's mat"), List.of("a dog barks")))
                .score();
        JsonNode scores = Json.mapper().readTree(out.toString()).path("scores");
        assertThat(scores.path("bleu").path("score").asDouble()).isEqualTo(expected);
        assertThat(scores.path("bleu").path("signature").asString())
                .startsWith("nrefs:1|case:lc|eff:no|tok:intl|smooth:floor[0.25]|");
        assertThat(scores.path("chrf").path("signature").asString()).startsWith("nrefs:1|case:lc|");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --tokenize=zh                                | must be one of [13a, intl, char, none], but was "zh"
            --smooth-method=add                          | must be one of [exp, floor, add-k, none], but was "add"
            --smooth-value=0.5                           | --smooth-value must be a number of at least 0 beside --smooth-method floor or add-k, but was 0.5 beside exp
            --smooth-method=floor --smooth-value=-1      | but was -1.0 beside floor
            --max-ngram-order=0                          | --max-ngram-order must be at least 1, but was 0
            """)
    void namesTheSettingsThatThereAre(String options, String expected) {
        assertThat(score((file + " " + options).split(" "))).isEqualTo(2);

        assertThat(err.toString()).contains(expected);
    }
}
