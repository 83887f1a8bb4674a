package dev.scholium.torch.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.student.TrainingConfig.Padding;
import dev.scholium.torch.train.EncodedExample.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchesTest {

    private static List<EncodedExample> rows(int count) {
        RandomGenerator random = new SplittableRandom(3);
        List<EncodedExample> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Cut source = new Cut(new int[1 + random.nextInt(100)], false);
            rows.add(new EncodedExample("row-" + i, source, new Cut(new int[3], false), 0, 1));
        }
        return rows;
    }

    private static Batches batches(Padding padding, long seed) {
        return new Batches(rows(103), padding, 10, seed);
    }

    @ParameterizedTest
    @EnumSource(Padding.class)
    void everyRowComesOnceAnEpoch(Padding padding) {
        List<List<Integer>> batches = batches(padding, 1).ofEpoch(0);

        assertThat(batches).hasSize(11).hasSize((int) batches(padding, 1).perEpoch());
        assertThat(batches.stream().flatMap(List::stream).sorted().distinct()).hasSize(103);
        assertThat(batches.stream().mapToInt(List::size).filter(size -> size == 10))
                .hasSize(10);
    }

    @ParameterizedTest
    @EnumSource(Padding.class)
    void orderDependsOnSeedAndEpochAlone(Padding padding) {
        List<List<Integer>> third = batches(padding, 1).ofEpoch(3);

        Batches used = batches(padding, 1);
        used.ofEpoch(0);
        assertThat(used.ofEpoch(3)).isEqualTo(third);
        assertThat(used.ofEpoch(2)).isNotEqualTo(third);
        assertThat(batches(padding, 2).ofEpoch(3)).isNotEqualTo(third);
    }

    @Test
    void groupedBatchesHoldRowsOfLikeLength() {
        assertThat(padding(Padding.GROUPED)).isLessThan(padding(Padding.DYNAMIC) / 4);
    }

    private static int padding(Padding padding) {
        List<EncodedExample> rows = rows(103);
        int padded = 0;
        for (List<Integer> batch : batches(padding, 1).ofEpoch(0)) {
            int longest = batch.stream()
                    .mapToInt(i -> rows.get(i).source().length)
                    .max()
                    .orElseThrow();
            padded += batch.stream()
                    .mapToInt(i -> longest - rows.get(i).source().length)
                    .sum();
        }
        return padded;
    }
}
