package dev.scholium.evaluate.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import dev.scholium.file.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The control against scikit-learn on rows that are no part of the project; their answers are, as digits. */
final class WordModelOnRealRowsTest {

    private static List<Example> rows(Path file, int from, int count) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.skip(from)
                    .limit(count)
                    .map(line -> Json.mapper().readTree(line))
                    .map(row -> new Example(
                            "row",
                            Map.of(
                                    "premise", row.path("premise").asString(),
                                    "hypothesis", row.path("hypothesis").asString()),
                            LabelSet.nli().names().get(row.path("label").asInt()),
                            Map.of()))
                    .toList();
        }
    }

    @Test
    void answersAsScikitLearnDoesOnNearlyEveryRow() throws IOException {
        JsonNode golden;
        try (InputStream in = Objects.requireNonNull(
                WordModelOnRealRowsTest.class.getResourceAsStream("/golden/control/real-rows.json"), "real-rows")) {
            golden = Json.mapper().readTree(in);
        }
        String named = System.getenv("SCHOLIUM_DATA");
        assumeTrue(named != null, "needs the shared data: set SCHOLIUM_DATA to its folder");
        Path file = Path.of(Objects.requireNonNull(named), golden.path("file").asString());
        assumeTrue(Files.exists(file), "needs " + golden.path("file").asString() + " in SCHOLIUM_DATA");
        int split = golden.path("train").asInt();
        List<Example> train = rows(file, 0, split);
        List<Example> test = rows(file, split, golden.path("test").asInt());

        for (JsonNode expected : golden.path("models")) {
            WordModel model = WordModel.fit(
                    train,
                    LabelSet.nli(),
                    expected.path("fields")
                            .valueStream()
                            .map(JsonNode::asString)
                            .toList());
            int alike = 0;
            int right = 0;
            for (int i = 0; i < test.size(); i++) {
                List<Double> probabilities = model.probabilities(test.get(i));
                int answer = probabilities.indexOf(
                        probabilities.stream().max(Double::compare).orElseThrow());
                alike += answer == expected.path("answers").asString().charAt(i) - '0' ? 1 : 0;
                right += LabelSet.nli().names().get(answer).equals(test.get(i).label()) ? 1 : 0;
            }
            assertThat(alike).isGreaterThanOrEqualTo(test.size() - 2);
            assertThat((double) right / test.size())
                    .isCloseTo(expected.path("accuracy").asDouble(), within(0.0021));
        }
    }
}
