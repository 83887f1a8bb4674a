package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Scholium's resampling against others' code on the very same draws, and against SciPy's on its own. */
class ResamplingParityTest {

    private static final JsonNode GOLDEN = Golden.read("bootstrap.json");

    private static int[] integers(JsonNode node) {
        return node.valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    private static RowNumbers right(JsonNode node) {
        RowNumbers rows = new RowNumbers(SummedScore.ACCURACY);
        node.valueStream().forEach(value -> rows.add(value.asInt(), 1));
        return rows;
    }

    @Test
    void theTestOverSeedsAndRowsEqualsTheMultiBootstrapOfItsAuthors() {
        for (JsonNode value : GOLDEN.get("over_seeds")) {
            List<int[]> differences = value.get("differences")
                    .valueStream()
                    .map(ResamplingParityTest::integers)
                    .toList();

            MultiBootstrap found = MultiBootstrap.of(
                    differences,
                    value.get("resamples").asInt(),
                    value.get("seed").asLong());

            assertThat(found.ci().low()).isCloseTo(value.get("low").asDouble(), within(1e-12));
            assertThat(found.ci().high()).isCloseTo(value.get("high").asDouble(), within(1e-12));
            assertThat(found.pValue()).isCloseTo(value.get("p_value").asDouble(), within(1e-12));
            assertThat(found.deviation()).isCloseTo(value.get("deviation").asDouble(), within(1e-12));
        }
    }

    /** As published, as many seeds are drawn as there are, and the interval is narrower. */
    @Test
    void oneSeedFewerAResampleMakesTheIntervalWider() {
        for (JsonNode value : GOLDEN.get("over_seeds")) {
            double published = value.get("published_high").asDouble()
                    - value.get("published_low").asDouble();

            assertThat(value.get("high").asDouble() - value.get("low").asDouble())
                    .isGreaterThan(published);
        }
    }

    @Test
    void thePairedBootstrapEqualsNumPysOnTheSameDraws() {
        for (JsonNode value : GOLDEN.get("paired")) {
            PairedBootstrap found = PairedBootstrap.of(
                    right(value.get("a")),
                    right(value.get("b")),
                    value.get("resamples").asInt(),
                    value.get("seed").asLong());

            assertThat(found.difference()).isCloseTo(value.get("difference").asDouble(), within(1e-12));
            assertThat(found.interval().low()).isCloseTo(value.get("low").asDouble(), within(1e-12));
            assertThat(found.interval().high()).isCloseTo(value.get("high").asDouble(), within(1e-12));
            assertThat(found.pValue()).isCloseTo(value.get("p_value").asDouble(), within(1e-12));
            for (JsonNode scipys : value.get("scipy")) { // percentile and BCa, 20,000 draws of its own
                assertThat(found.interval().low()).isCloseTo(scipys.get(0).asDouble(), within(0.01));
                assertThat(found.interval().high()).isCloseTo(scipys.get(1).asDouble(), within(0.01));
            }
        }
    }

    @Test
    void intervalsOfMeansAndMediansEqualNumPysOnTheSameDraws() {
        for (JsonNode value : GOLDEN.get("one_sample")) {
            double[] values = value.get("values")
                    .valueStream()
                    .mapToDouble(JsonNode::asDouble)
                    .toArray();
            int resamples = value.get("resamples").asInt();
            long seed = value.get("seed").asLong();

            ConfidenceInterval mean = BootstrapInterval.ofMean(values, resamples, seed);

            equal(mean, value.get("mean"), 1e-9);
            equal(BootstrapInterval.ofMedian(values, resamples, seed), value.get("median"), 1e-9);
            equal(mean, value.get("scipy_mean_percentile"), 0.6);
            // BCa, which Scholium does not use, moves the interval of so skewed and few values up by up to a unit in 18
            equal(mean, value.get("scipy_mean_BCa"), 1.2);
        }
    }

    private static void equal(ConfidenceInterval found, JsonNode expected, double tolerance) {
        assertThat(found.low()).isCloseTo(expected.get(0).asDouble(), within(tolerance));
        assertThat(found.high()).isCloseTo(expected.get(1).asDouble(), within(tolerance));
    }
}
