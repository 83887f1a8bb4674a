package dev.scholium.torch.train;

import dev.scholium.data.SeededOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Batches of as many tokens as a budget allows, rows of like length together: short rows share a batch with more others
 * than long ones, so that all batches take about as much memory and time.
 *
 * <p>A row counts with its source and target, rounded up to a multiple of 8. In each epoch rows of equal count change
 * places and the batches are shuffled; the counts in order are those of every epoch, and so is the number of batches.
 */
final class TokenBudgetBatches implements BatchOrder {

    private static final int STEP = 8; // tokens; rows that differ by less are alike, so that they mix

    private final int[] tokens; // of each row
    private final int[] ends; // where each batch ends among the rows in order of their tokens
    private final long seed;

    /**
     * The batches of a training.
     *
     * @param rows what to learn from
     * @param budget most tokens of a batch, at least 1; a longer row is a batch of its own
     * @param seed of the order
     */
    TokenBudgetBatches(List<EncodedExample> rows, int budget, long seed) {
        this.tokens = rows.stream().mapToInt(TokenBudgetBatches::tokens).toArray();
        this.ends = ends(Arrays.stream(tokens).sorted().toArray(), budget);
        this.seed = seed;
    }

    private static int tokens(EncodedExample row) {
        int count = row.targets().stream()
                .mapToInt(target -> target.source().length + target.target().length)
                .sum();
        return (count + STEP - 1) / STEP * STEP;
    }

    private static int[] ends(int[] sorted, int budget) {
        List<Integer> ends = new ArrayList<>();
        long sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (sum > 0 && sum + sorted[i] > budget) {
                ends.add(i);
                sum = 0;
            }
            sum += sorted[i];
        }
        ends.add(sorted.length);
        return ends.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public long perEpoch() {
        return ends.length;
    }

    @Override
    public List<List<Integer>> ofEpoch(long epoch) {
        RandomGenerator random = new SplittableRandom(Seeds.mix(seed, Seeds.ORDER, epoch));
        Integer[] order = numbers(tokens.length);
        SeededOrder.shuffle(Arrays.asList(order), random);
        Arrays.sort(order, (a, b) -> Integer.compare(tokens[a], tokens[b])); // stable
        Integer[] places = numbers(ends.length);
        SeededOrder.shuffle(Arrays.asList(places), random);
        return Arrays.stream(places)
                .map(i -> List.of(Arrays.copyOfRange(order, i == 0 ? 0 : ends[i - 1], ends[i])))
                .toList();
    }

    private static Integer[] numbers(int count) {
        Integer[] numbers = new Integer[count];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }
}
