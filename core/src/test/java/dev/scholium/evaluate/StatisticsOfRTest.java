package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The same statistics held to R, and the smallest detectable difference to exact sums. */
class StatisticsOfRTest {

    private static final JsonNode GOLDEN = Golden.read("r.json");

    private static double[] numbers(JsonNode node) {
        return node.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    @Test
    void wilsonEqualsPropTestWithoutCorrection() {
        for (JsonNode value : GOLDEN.get("wilson")) {
            ConfidenceInterval found = WilsonInterval.of(
                    value.get("successes").asLong(), value.get("trials").asLong(), 0.95);

            assertThat(found.low()).isCloseTo(value.get("low").asDouble(), within(1e-12));
            assertThat(found.high()).isCloseTo(value.get("high").asDouble(), within(1e-12));
        }
    }

    @Test
    void mcnemarEqualsBinomTestWhereExactElseMcnemarTest() {
        for (JsonNode value : GOLDEN.get("mcnemar")) {
            McNemarTest found = McNemarTest.of(new PairedCounts(
                    2000, value.get("only_a").asLong(), value.get("only_b").asLong()));

            assertThat(found.name().equals("mcnemar-exact"))
                    .isEqualTo(value.get("exact").asBoolean());
            assertThat(found.pValue())
                    .isCloseTo(
                            value.get("p_value").asDouble(),
                            within(1e-10 * value.get("p_value").asDouble()));
        }
    }

    @Test
    void holmEqualsPAdjust() {
        for (JsonNode value : GOLDEN.get("holm")) {
            List<Double> found = HolmCorrection.adjust(
                    value.get("p_values").valueStream().map(JsonNode::asDouble).toList());

            assertThat(found.stream().mapToDouble(Double::doubleValue).toArray())
                    .containsExactly(numbers(value.get("adjusted")), within(1e-12));
        }
    }

    @Test
    void intervalsOverSeedsEqualTTests() {
        for (JsonNode value : GOLDEN.get("seeds")) {
            Spread found = Spread.of(
                    value.get("values").valueStream().map(JsonNode::asDouble).toList());
            ConfidenceInterval ci = Objects.requireNonNull(found.ci());

            assertThat(ci.low()).isCloseTo(value.get("low").asDouble(), within(1e-10));
            assertThat(ci.high()).isCloseTo(value.get("high").asDouble(), within(1e-10));
        }
    }

    /** R's p-value is of a t distribution, Scholium's of Fisher's transform: alike to a tenth here. */
    @Test
    void rankCorrelationEqualsCorTestAndItsProbabilityIsClose() {
        JsonNode value = GOLDEN.get("spearman");

        RankCorrelation found = RankCorrelation.of(numbers(value.get("a")), numbers(value.get("b")));

        assertThat(found.rho()).isCloseTo(value.get("rho").asDouble(), within(1e-12));
        assertThat(Math.log10(found.pValue()))
                .isCloseTo(Math.log10(value.get("p_value").asDouble()), within(0.25));
    }

    @Test
    void logisticRegressionEqualsGlm() {
        JsonNode value = GOLDEN.get("logistic");
        double[] x = numbers(value.get("x"));
        double[] z = numbers(value.get("z"));
        double[] y = numbers(value.get("y"));
        double[][] predictors = new double[x.length][];
        boolean[] outcome = new boolean[x.length];
        for (int i = 0; i < x.length; i++) {
            predictors[i] = new double[] {x[i], z[i]};
            outcome[i] = y[i] == 1;
        }

        LogisticFit fit = LogisticFit.of(predictors, outcome).orElseThrow();

        for (int i = 0; i < 3; i++) {
            assertThat(fit.coefficients()[i])
                    .isCloseTo(value.get("coefficients").get(i).asDouble(), within(1e-9));
            assertThat(fit.interval(i).low()).isCloseTo(value.get("low").get(i).asDouble(), within(1e-7));
            assertThat(fit.interval(i).high())
                    .isCloseTo(value.get("high").get(i).asDouble(), within(1e-7));
            assertThat(fit.pValue(i)).isCloseTo(value.get("p_values").get(i).asDouble(), within(1e-7));
        }
    }

    /** Connor's formula is of the test without Edwards's correction; with it some 2 to 4 % more are needed. */
    @Test
    void detectableDifferencesAreWithinFivePerCentOfExactSums() {
        for (JsonNode value : Golden.read("power.json").get("detectable")) {
            double found = DetectableDifference.of(
                    value.get("rows").asLong(), value.get("discordant").asDouble());

            assertThat(found / value.get("plain").asDouble()).isBetween(0.99, 1.01);
            assertThat(found / value.get("edwards").asDouble()).isBetween(0.95, 1.0);
        }
    }
}
