package dev.scholium.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetSplitterTest {

    private static final LabelSet NLI = LabelSet.nli();
    private static final SplitShares EIGHTY_TEN_TEN = new SplitShares(0.8, 0.1, 0.1);

    private static Map<DataSplit, List<Example>> split(List<Example> rows, SplitShares shares, long seed) {
        return new DatasetSplitter(shares, row -> row.field("premise"), seed).split(rows, NLI);
    }

    private static List<Example> rows(int count, int premises, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Example> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // a skewed world: half of the rows entail
            String label = NLI.names().get(Math.max(0, random.nextInt(4) - 1));
            String premise = premises == 0 ? "p" + i : "p" + random.nextInt(premises);
            rows.add(new Example("u" + i, Map.of("premise", premise, "hypothesis", "h" + i), label, Map.of()));
        }
        return rows;
    }

    private static Set<String> premises(List<Example> rows) {
        return rows.stream().map(row -> row.field("premise")).collect(Collectors.toSet());
    }

    private static List<Example> of(Map<DataSplit, List<Example>> parts, DataSplit split) {
        return parts.getOrDefault(split, List.of());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givesEachSplitItsShareOfEveryLabelToARow(long seed) {
        List<Example> rows = rows(1000, 0, seed);

        Map<DataSplit, List<Example>> parts = split(rows, EIGHTY_TEN_TEN, seed);

        for (String label : NLI.names()) {
            double all = rows.stream().filter(row -> row.label().equals(label)).count();
            parts.forEach((split, part) -> assertThat((double) part.stream()
                            .filter(row -> row.label().equals(label))
                            .count())
                    .isCloseTo(all * EIGHTY_TEN_TEN.of(split), within(1.0)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepsEqualPremisesTogetherAndStaysNearTheShares(long seed) {
        List<Example> rows = rows(1000, 300, seed);

        Map<DataSplit, List<Example>> parts = split(rows, EIGHTY_TEN_TEN, seed);

        assertThat(premises(of(parts, DataSplit.TRAIN)))
                .doesNotContainAnyElementsOf(premises(of(parts, DataSplit.DEV)))
                .doesNotContainAnyElementsOf(premises(of(parts, DataSplit.TEST)));
        assertThat(premises(of(parts, DataSplit.DEV))).doesNotContainAnyElementsOf(premises(of(parts, DataSplit.TEST)));
        assertThat(of(parts, DataSplit.DEV).size()).isBetween(90, 110);
        assertThat(of(parts, DataSplit.TEST).size()).isBetween(90, 110);
    }

    @Test
    void losesNoRowAndKeepsTheirOrder() {
        List<Example> rows = rows(500, 100, 1);

        Map<DataSplit, List<Example>> parts = split(rows, EIGHTY_TEN_TEN, 1);

        assertThat(parts.values().stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(rows);
        parts.values()
                .forEach(part -> assertThat(part).isSortedAccordingTo((a, b) -> rows.indexOf(a) - rows.indexOf(b)));
    }

    @Test
    void sameSeedGivesSameSplitAndAnotherSeedAnother() {
        List<Example> rows = rows(500, 100, 1);

        assertThat(split(rows, EIGHTY_TEN_TEN, 7)).isEqualTo(split(rows, EIGHTY_TEN_TEN, 7));
        assertThat(split(rows, EIGHTY_TEN_TEN, 7)).isNotEqualTo(split(rows, EIGHTY_TEN_TEN, 8));
    }

    @Test
    void leavesOutASplitWithoutAShare() {
        assertThat(split(rows(100, 0, 1), new SplitShares(0.9, 0.1, 0), 1))
                .containsOnlyKeys(DataSplit.TRAIN, DataSplit.DEV);
    }

    @Test
    void rejectsSharesThatDoNotSumToOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SplitShares(0.8, 0.1, 0.2))
                .withMessage("the shares of train, dev and test must sum to 1, but sum to 1.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SplitShares(1.2, -0.1, -0.1))
                .withMessage("shares must be between 0 and 1, but one is 1.2");
    }
}
