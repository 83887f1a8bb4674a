package dev.scholium.torch.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBudgetBatchesTest {

    private static final int BUDGET = 400;

    private static final List<EncodedExample> ROWS = rows();

    private static List<EncodedExample> rows() {
        RandomGenerator random = new SplittableRandom(3);
        List<EncodedExample> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(EncodedExample.of("row-" + i, new int[1 + random.nextInt(100)], new int[3], 1));
        }
        rows.add(EncodedExample.of("long", new int[600], new int[3], 1));
        return rows;
    }

    private static TokenBudgetBatches batches(long seed) {
        return new TokenBudgetBatches(ROWS, BUDGET, seed);
    }

    private static int tokens(int row) {
        return ROWS.get(row).source().length + ROWS.get(row).target().length;
    }

    @Test
    void everyRowComesOnceInEachEpochOfEquallyManyBatches() {
        for (long epoch = 0; epoch < 3; epoch++) {
            List<List<Integer>> batches = batches(1).ofEpoch(epoch);

            assertThat(batches).hasSize((int) batches(1).perEpoch());
            assertThat(batches.stream().flatMap(List::stream).sorted().toList())
                    .isEqualTo(IntStream.range(0, 301).boxed().toList());
        }
    }

    @Test
    void keepsToTheBudgetAndFillsItButForARowThatIsLongerByItself() {
        List<List<Integer>> batches = batches(1).ofEpoch(0);
        int sum = 0;
        for (List<Integer> batch : batches) {
            int tokens = batch.stream().mapToInt(TokenBudgetBatchesTest::tokens).sum();
            assertThat(tokens <= BUDGET || batch.equals(List.of(300))).isTrue();
            sum += tokens;
        }

        assertThat(sum).isGreaterThan((int) (0.8 * BUDGET * (batches.size() - 1)));
    }

    @Test
    void putsRowsOfLikeLengthTogether() {
        for (List<Integer> batch : batches(1).ofEpoch(0)) {
            int shortest = batch.stream()
                    .mapToInt(TokenBudgetBatchesTest::tokens)
                    .min()
                    .orElseThrow();
            int longest = batch.stream()
                    .mapToInt(TokenBudgetBatchesTest::tokens)
                    .max()
                    .orElseThrow();

            assertThat(longest - shortest).isLessThanOrEqualTo(24);
        }
    }

    @Test
    void orderDependsOnSeedAndEpochAlone() {
        List<List<Integer>> third = batches(1).ofEpoch(3);

        TokenBudgetBatches used = batches(1);
        used.ofEpoch(0);
        assertThat(used.ofEpoch(3)).isEqualTo(third);
        assertThat(used.ofEpoch(2)).isNotEqualTo(third);
        assertThat(batches(2).ofEpoch(3)).isNotEqualTo(third);
    }
}
