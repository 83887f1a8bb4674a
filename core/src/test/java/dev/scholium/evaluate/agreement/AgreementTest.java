package dev.scholium.evaluate.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AgreementTest {

    private static final JsonNode GOLDEN = GoldenTable.read("agreement.json");
    private static final double[] YES_NO = {0, 1};

    @Test
    void figuresEqualThoseOfTheReferencePackages() {
        for (JsonNode golden : GOLDEN.get("tables")) {
            RatingTable table = GoldenTable.table(golden);
            for (AgreementMeasure measure : AgreementMeasure.values()) {
                if (measure != AgreementMeasure.PERCENT) {
                    assertThat(measure.figure().of(table))
                            .as("%s of %s", measure.word(), golden.get("name").asString())
                            .isCloseTo(
                                    golden.path("figures").path(measure.word()).asDouble(), within(1e-9));
                }
            }
        }
    }

    @Test
    void strengthsEqualThoseOfChoix() {
        for (JsonNode golden : GOLDEN.get("pairs")) {
            double[] strengths = BradleyTerry.strengths(GoldenTable.numbers(golden.get("wins")))
                    .orElseThrow();

            assertThat(strengths).containsExactly(GoldenTable.row(golden.get("strengths")), within(1e-9));
        }
    }

    /** For two things the most likely strengths lie log(3) apart where one won three times as often. */
    @Test
    void strengthsOfTwoAreTheOddsOfWinning() {
        double[] strengths =
                BradleyTerry.strengths(new double[][] {{0, 6}, {2, 0}}).orElseThrow();

        assertThat(strengths[0] - strengths[1]).isCloseTo(Math.log(3), within(1e-12));
    }

    @Test
    void findsNoStrengthsWhereOneNeverLost() {
        assertThat(BradleyTerry.strengths(new double[][] {{0, 3, 1}, {0, 0, 2}, {0, 1, 0}}))
                .isEmpty();
    }

    /** By hand: pairs of row 1: 1 of 3 equal; of row 2: 1 of 1; row 3 has no pair. */
    @Test
    void perCentCountsPairsOfTheSameRow() {
        RatingTable table =
                new RatingTable(new double[][] {{0, 0, 1}, {1, Double.NaN, 1}, {Double.NaN, 0, Double.NaN}}, YES_NO);

        assertThat(new PercentAgreement().of(table)).isEqualTo(0.5);
        assertThat(table.pairable()).isEqualTo(5);
        assertThat(table.pairableRows()).isEqualTo(2);
    }

    @Test
    void ratingsThatAreAllTheSameHaveAPerCentOnly() {
        RatingTable table = new RatingTable(new double[][] {{1, 1}, {1, 1}, {1, 1}}, YES_NO);

        List<Agreement> figures = Agreement.of(table, RowBootstrap.of(3, 100, 1));

        assertThat(figures).extracting(Agreement::measure).containsExactly(AgreementMeasure.PERCENT);
    }

    @Test
    void rowsRatedOnceHaveNoAgreement() {
        RatingTable table = new RatingTable(new double[][] {{1, Double.NaN}, {Double.NaN, 0}}, YES_NO);

        assertThat(Agreement.of(table, RowBootstrap.of(2, 100, 1))).isEmpty();
    }

    @Test
    void aSeedGivesTheSameIntervalAndGroupsWidenIt() {
        RatingTable table = GoldenTable.table(GOLDEN.get("tables").get(1));
        List<String> tens =
                IntStream.range(0, table.rows()).mapToObj(row -> "" + row / 10).toList();
        RatingTable copied = table.drawn(
                IntStream.range(0, table.rows()).map(row -> row / 10 * 10).toArray());

        Agreement once = figure(copied, RowBootstrap.of(table.rows(), 500, 3));
        Agreement again = figure(copied, RowBootstrap.of(table.rows(), 500, 3));
        Agreement grouped = figure(copied, RowBootstrap.clustered(tens, 500, 3));

        assertThat(once).isEqualTo(again);
        assertThat(once.ci().orElseThrow().contains(once.value())).isTrue();
        assertThat(width(grouped)).isGreaterThan(1.5 * width(once));
    }

    @Test
    void aFigureThatManyResamplesLackHasNoInterval() {
        RowBootstrap draws = RowBootstrap.of(10, 2000, 1);

        // row 0 is in none of 10 draws in 35 % of the resamples
        assertThat(draws.interval(rows -> Arrays.stream(rows).anyMatch(row -> row == 0) ? 1 : Double.NaN))
                .isEmpty();
        assertThat(draws.interval(rows -> Arrays.stream(rows).allMatch(row -> row == 0) ? Double.NaN : 1))
                .isPresent();
    }

    private static Agreement figure(RatingTable table, RowBootstrap bootstrap) {
        return Agreement.of(AgreementMeasure.ALPHA_INTERVAL, table, bootstrap).orElseThrow();
    }

    private static double width(Agreement agreement) {
        return agreement.ci().map(ci -> ci.high() - ci.low()).orElseThrow();
    }

    @Test
    void oneGroupHasNoInterval() {
        assertThat(RowBootstrap.clustered(List.of("a", "a"), 100, 1).interval(rows -> 1))
                .isEqualTo(Optional.empty());
    }

    @Test
    void refusesRatingsThatAreNoCategory() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RatingTable(new double[][] {{0, 1}, {0, 2}}, YES_NO))
                .withMessage("row 2 of a rating table must have ratings of [0.0, 1.0], but has 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RatingTable(new double[][] {{0, 1}, {0}}, YES_NO))
                .withMessage("row 2 of a rating table must have 2 ratings, but has 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RatingTable(new double[][] {{0, 1}}, new double[] {1, 0}))
                .withMessage("categories must be ascending, but are [1.0, 0.0]");
    }
}
