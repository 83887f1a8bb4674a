package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.file.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
}
