package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class StatisticsTest {

    private static final JsonNode GOLDEN = Golden.read("statistics.json");

    @Test
    void normalTailsEqualScipys() {
        for (JsonNode value : GOLDEN.get("survival")) {
            double expected = value.get("p").asDouble();
            assertThat(NormalDistribution.survival(value.get("x").asDouble()))
                    .isCloseTo(expected, within(1e-13 * expected + 1e-30));
        }
    }

    @Test
    void normalQuantilesEqualScipys() {
        for (JsonNode value : GOLDEN.get("quantile")) {
            assertThat(NormalDistribution.quantile(value.get("probability").asDouble()))
                    .isCloseTo(value.get("quantile").asDouble(), within(1e-12));
        }
    }

    @Test
    void wilsonIntervalsEqualStatsmodels() {
        for (JsonNode value : GOLDEN.get("wilson")) {
            ConfidenceInterval interval = WilsonInterval.of(
                    value.get("successes").asLong(),
                    value.get("trials").asLong(),
                    value.get("level").asDouble());

            assertThat(interval.low()).isCloseTo(value.get("low").asDouble(), within(1e-12));
            assertThat(interval.high()).isCloseTo(value.get("high").asDouble(), within(1e-12));
        }
    }

    @Test
    void mcnemarEqualsStatsmodels() {
        for (JsonNode value : GOLDEN.get("mcnemar")) {
            PairedCounts counts = new PairedCounts(
                    2000, value.get("only_a").asLong(), value.get("only_b").asLong());

            McNemarTest test = McNemarTest.of(counts);

            assertThat(test.pValue())
                    .as("%s", value)
                    .isCloseTo(
                            Math.min(1, value.get("p_value").asDouble()),
                            within(1e-12 * value.get("p_value").asDouble()));
            assertThat(test.name()).isEqualTo(value.get("exact").asBoolean() ? "mcnemar-exact" : "mcnemar-chi2");
        }
    }

    @Test
    void holmEqualsStatsmodels() {
        for (JsonNode value : GOLDEN.get("holm")) {
            List<Double> adjusted = HolmCorrection.adjust(
                    value.get("p_values").valueStream().map(JsonNode::asDouble).toList());

            for (int i = 0; i < adjusted.size(); i++) {
                assertThat(adjusted.get(i))
                        .isCloseTo(value.get("adjusted").get(i).asDouble(), within(1e-12));
            }
        }
    }

    @Test
    void holmOfNothingIsNothing() {
        assertThat(HolmCorrection.adjust(List.of())).isEmpty();
    }

    /** Worked by hand: 21 rows, 1 and 7 discordant: (2 - 8) / 23 -+ 1.959964 * sqrt((10/23 - 36/529) / 23). */
    @Test
    void pairedIntervalFollowsBonettAndPrice() {
        ConfidenceInterval interval = PairedDifference.interval(new PairedCounts(21, 1, 7), 0.95);

        assertThat(interval.low()).isCloseTo(-0.508360, within(1e-5));
        assertThat(interval.high()).isCloseTo(-0.013379, within(1e-5));
    }

    /** Exact: summed over all outcomes of a trinomial distribution, not simulated. */
    @ParameterizedTest
    @CsvSource({"40, 0.1, 0.2", "40, 0.05, 0.05", "60, 0.02, 0.3", "30, 0.25, 0.25"})
    void pairedIntervalCoversTheTrueDifferenceAboutAsOftenAsItClaims(int rows, double onlyA, double onlyB) {
        double covered = 0;
        for (int a = 0; a <= rows; a++) {
            for (int b = 0; a + b <= rows; b++) {
                if (PairedDifference.interval(new PairedCounts(rows, a, b), 0.95)
                        .contains(onlyA - onlyB)) {
                    covered += Math.exp(logTrinomial(rows, a, b, onlyA, onlyB));
                }
            }
        }
        assertThat(covered).isBetween(0.935, 0.99);
    }

    private static double logTrinomial(int n, int a, int b, double shareA, double shareB) {
        double log = a * Math.log(shareA) + b * Math.log(shareB) + (n - a - b) * Math.log(1 - shareA - shareB);
        return log + logFactorial(n) - logFactorial(a) - logFactorial(b) - logFactorial(n - a - b);
    }

    private static double logFactorial(int n) {
        double log = 0;
        for (int i = 2; i <= n; i++) {
            log += Math.log(i);
        }
        return log;
    }

    @Test
    void detectableDifferenceSolvesItsFormula() {
        double difference = DetectableDifference.of(1000, 0.3);

        double right = NormalDistribution.quantile(0.975) * Math.sqrt(0.3)
                + NormalDistribution.quantile(0.8) * Math.sqrt(0.3 - difference * difference);
        assertThat(Math.sqrt(1000) * difference).isCloseTo(right, within(1e-9));
        assertThat(difference).isCloseTo(0.0484, within(0.0002));
    }

    @Test
    void moreRowsShowSmallerDifferences() {
        assertThat(DetectableDifference.of(4000, 0.3)).isLessThan(DetectableDifference.of(1000, 0.3));
        assertThat(DetectableDifference.of(new PairedCounts(2, 0, 0))).isEqualTo(1);
    }

    @Test
    void refusesSharesThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WilsonInterval.of(3, 2, 0.95))
                .withMessage("a share needs 0 <= successes <= trials and a trial, but has 3 of 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PairedCounts(2, 2, 1))
                .withMessage("of 2 rows, 2 + 1 cannot differ");
    }
}
