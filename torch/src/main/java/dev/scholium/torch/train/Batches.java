package dev.scholium.torch.train;

import dev.scholium.data.SeededOrder;
import dev.scholium.student.TrainingConfig.Padding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Which rows share a batch, and in what order.
 *
 * <p>The batches of an epoch depend on the rows, the settings, the seed and the epoch's number alone, so that a resumed
 * training needs to know only its step.
 */
public final class Batches implements BatchOrder {

    /** Batches whose rows are sorted by length together: enough for little padding, few enough to mix lengths well. */
    private static final int GROUP = 64;

    private final List<EncodedExample> rows;
    private final Padding padding;
    private final int batchSize;
    private final long seed;

    /**
     * The batches of a training.
     *
     * @param rows what to learn from
     * @param padding whether rows of like length share a batch
     * @param batchSize rows of one batch, at least 1; the last may have fewer
     * @param seed of the order
     */
    public Batches(List<EncodedExample> rows, Padding padding, int batchSize, long seed) {
        this.rows = rows;
        this.padding = padding;
        this.batchSize = batchSize;
        this.seed = seed;
    }

    @Override
    public long perEpoch() {
        return (rows.size() + batchSize - 1L) / batchSize;
    }

    @Override
    public List<List<Integer>> ofEpoch(long epoch) {
        RandomGenerator random = new SplittableRandom(Seeds.mix(seed, Seeds.ORDER, epoch));
        Integer[] order = new Integer[rows.size()];
        Arrays.setAll(order, i -> i);
        SeededOrder.shuffle(Arrays.asList(order), random);
        if (padding == Padding.GROUPED) {
            int group = GROUP * batchSize;
            for (int from = 0; from < order.length; from += group) {
                Arrays.sort(order, from, Math.min(from + group, order.length), byLength());
            }
        }
        List<List<Integer>> batches = new ArrayList<>();
        for (int from = 0; from < order.length; from += batchSize) {
            batches.add(List.of(Arrays.copyOfRange(order, from, Math.min(from + batchSize, order.length))));
        }
        if (padding == Padding.GROUPED) {
            Integer[] places = new Integer[batches.size()];
            Arrays.setAll(places, i -> i);
            SeededOrder.shuffle(Arrays.asList(places), random);
            return Arrays.stream(places).map(batches::get).toList();
        }
        return Collections.unmodifiableList(batches);
    }

    private Comparator<Integer> byLength() {
        return Comparator.<Integer>comparingInt(i -> rows.get(i).source().length)
                .thenComparingInt(i -> rows.get(i).target().length);
    }
}
