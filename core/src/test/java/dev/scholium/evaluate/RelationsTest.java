package dev.scholium.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class RelationsTest {

    private static final JsonNode GOLDEN = Golden.read("relations.json");

    private static double[] numbers(JsonNode node) {
        return node.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    @Test
    void rankCorrelationsEqualScipys() {
        for (JsonNode value : GOLDEN.get("spearman")) {
            RankCorrelation found = RankCorrelation.of(numbers(value.get("a")), numbers(value.get("b")));

            assertThat(found.rho()).isCloseTo(value.get("rho").asDouble(), within(1e-12));
            assertThat(found.ci().contains(found.rho())).isTrue();
            assertThat(found.pValue() < 0.05).isEqualTo(!found.ci().contains(0));
        }
    }

    @Test
    void logisticFitsEqualStatsmodels() {
        for (JsonNode value : GOLDEN.get("logistic")) {
            double[][] predictors =
                    value.get("x").valueStream().map(RelationsTest::numbers).toArray(double[][]::new);
            List<Boolean> outcomes =
                    value.get("y").valueStream().map(JsonNode::asBoolean).toList();
            boolean[] outcome = new boolean[outcomes.size()];
            for (int i = 0; i < outcome.length; i++) {
                outcome[i] = outcomes.get(i);
            }

            LogisticFit fit = LogisticFit.of(predictors, outcome).orElseThrow();

            for (int i = 0; i < fit.coefficients().length; i++) {
                assertThat(fit.coefficients()[i])
                        .isCloseTo(value.get("coefficients").get(i).asDouble(), within(1e-9));
                assertThat(fit.errors()[i]).isCloseTo(value.get("errors").get(i).asDouble(), within(1e-9));
                assertThat(fit.pValue(i)).isCloseTo(value.get("p_values").get(i).asDouble(), within(1e-9));
                assertThat(fit.interval(i).low())
                        .isCloseTo(value.get("intervals").get(i).get(0).asDouble(), within(1e-8));
            }
        }
    }

    @Test
    void thereIsNoFitWherePredictorsSeparateTheOutcomesOrRepeatEachOther() {
        assertThat(LogisticFit.of(new double[][] {{0}, {1}, {2}, {3}}, new boolean[] {false, false, true, true}))
                .isEmpty();
        assertThat(LogisticFit.of(
                        new double[][] {{0, 0}, {1, 2}, {2, 4}, {3, 6}}, new boolean[] {false, true, false, true}))
                .isEmpty();
    }

    @Test
    void fewPairsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankCorrelation.of(new double[9], new double[9]))
                .withMessage("a rank correlation needs at least 10 pairs, but has 9 and 9 numbers");
    }
}
