package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SpreadTest {

    private static final JsonNode GOLDEN = Golden.read("seeds.json");

    @Test
    void studentQuantilesEqualScipys() {
        for (JsonNode value : GOLDEN.get("quantile")) {
            double expected = value.get("quantile").asDouble();

            assertThat(StudentDistribution.quantile(
                            value.get("probability").asDouble(),
                            value.get("degrees").asInt()))
                    .as("%s", value)
                    .isCloseTo(expected, within(1e-10 * (1 + expected)));
        }
    }

    @Test
    void meansDeviationsAndIntervalsOverSeedsEqualScipys() {
        for (JsonNode value : GOLDEN.get("spread")) {
            Spread spread = Spread.of(
                    value.get("values").valueStream().map(JsonNode::asDouble).toList());

            assertThat(spread.mean()).isCloseTo(value.get("mean").asDouble(), within(1e-12));
            assertThat(spread.sd()).isCloseTo(value.get("sd").asDouble(), within(1e-12));
            ConfidenceInterval ci = Objects.requireNonNull(spread.ci());
            assertThat(ci.low()).isCloseTo(value.get("low").asDouble(), within(1e-10));
            assertThat(ci.high()).isCloseTo(value.get("high").asDouble(), within(1e-10));
        }
    }

    @Test
    void testsAndDetectableDifferencesOverSeedsEqualScipys() {
        for (JsonNode value : GOLDEN.get("spread")) {
            int seeds = value.get("values").size();
            double sd = value.get("sd").asDouble();

            assertThat(StudentDistribution.pValue(value.get("mean").asDouble(), sd, seeds))
                    .isCloseTo(value.get("p_value").asDouble(), within(1e-12));
            assertThat(DetectableDifference.overSeeds(sd, seeds))
                    .isCloseTo(value.get("detectable").asDouble(), within(1e-9));
        }
    }

    @Test
    void oneSeedHasNeitherDeviationNorInterval() {
        assertThat(Spread.of(List.of(0.4))).isEqualTo(new Spread(0.4, null, null));
    }

    /** R's {@code t.test} refuses them, too: "data are essentially constant". */
    @Test
    void equalSeedsHaveNoInterval() {
        assertThat(Spread.of(List.of(0.4, 0.4, 0.4)).ci()).isNull();
    }
}
