package dev.scholium.torch.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowBatchesTest {

    @Test
    void fewRowsAreDealtOutSoThatWorkersHaveShortAndLongOnes() {
        assertThat(RowBatches.of(new int[] {5, 9, 7, 8}, 32, 2)).containsExactly(List.of(1, 2), List.of(3, 0));
    }

    @Test
    void manyRowsShareBatchesWithRowsOfLikeLength() {
        assertThat(RowBatches.of(new int[] {1, 8, 2, 7, 3, 6, 4}, 2, 2))
                .containsExactly(List.of(1), List.of(3, 5), List.of(6, 4), List.of(2, 0));
    }

    @Test
    void noWorkerWaitsForALargeBatchOfAnother() {
        List<Integer> sizes =
                RowBatches.of(new int[33], 32, 2).stream().map(List::size).toList();

        assertThat(sizes).containsExactly(17, 16);
    }

    @Test
    void anyNumberMayBeTheLargestSize() {
        assertThat(RowBatches.of(new int[] {5, 9, 7, 8}, Integer.MAX_VALUE, 2))
                .containsExactly(List.of(1, 2), List.of(3, 0));
    }

    @Test
    void oneRowIsOneBatch() {
        assertThat(RowBatches.of(new int[] {4}, 32, 2)).containsExactly(List.of(0));
    }

    @Test
    void everyRowIsInOneBatchOfAtMostTheLargestSize() {
        for (int rows = 0; rows < 200; rows++) {
            List<List<Integer>> batches = RowBatches.of(new int[rows], 7, 3);

            assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 7));
            assertThat(batches.stream().flatMap(List::stream).sorted())
                    .containsExactlyElementsOf(IntStream.range(0, rows).boxed().toList());
        }
    }
}
