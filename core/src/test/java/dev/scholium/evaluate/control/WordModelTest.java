package dev.scholium.evaluate.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.file.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class WordModelTest {

    private static final List<String> FIELDS = List.of("premise", "hypothesis");

    private final JsonNode golden = golden();

    private static JsonNode golden() {
        try (InputStream in = Objects.requireNonNull(
                WordModelTest.class.getResourceAsStream("/golden/control/word-model.json"), "word-model.json")) {
            return Json.mapper().readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<Example> rows(String key) {
        List<Example> rows = new ArrayList<>();
        for (JsonNode row : golden.path(key)) {
            rows.add(new Example(
                    "row-" + rows.size(),
                    Map.of(
                            "premise", row.path("premise").asString(),
                            "hypothesis", row.path("hypothesis").asString()),
                    row.path("label").asString(),
                    Map.of()));
        }
        return rows;
    }

    @Test
    void weighsWordsAsScikitLearnDoes() {
        List<TfIdf> counters = FIELDS.stream()
                .map(field -> TfIdf.of(
                        rows("train").stream().map(row -> row.field(field)).toList()))
                .toList();
        SparseRow first = WordModel.row(rows("train").get(0), FIELDS, counters);

        assertThat(counters.stream().map(TfIdf::size).toList())
                .isEqualTo(golden.path("features")
                        .valueStream()
                        .map(JsonNode::asInt)
                        .toList());
        double[] expected = golden.path("first_row")
                .valueStream()
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        assertThat(first.values()).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(first.values()[i]).isCloseTo(expected[i], within(1e-12));
        }
    }

    @Test
    void givesTheProbabilitiesOfScikitLearn() {
        WordModel model = WordModel.fit(rows("train"), LabelSet.nli(), FIELDS, 1e-10);

        List<Example> test = rows("test");
        for (int i = 0; i < test.size(); i++) {
            List<Double> probabilities = model.probabilities(test.get(i));
            for (int k = 0; k < 3; k++) {
                assertThat(probabilities.get(k))
                        .isCloseTo(golden.path("probabilities").path(i).path(k).asDouble(), within(1e-6));
            }
        }
    }

    @Test
    void aRowOfUnknownWordsGetsAnAnswerToo() {
        WordModel model = WordModel.fit(rows("train"), LabelSet.nli(), List.of("hypothesis"));

        List<Double> probabilities =
                model.probabilities(new Example("new", Map.of("hypothesis", "Zebra quux!"), "neutral", Map.of()));

        assertThat(probabilities.stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-12));
        assertThat(Arrays.asList(0.0, 1.0)).doesNotContainAnyElementsOf(probabilities);
    }
}
