package dev.scholium.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction: with it, the chance of any false finding among several comparisons stays at its level.
 *
 * @see <a href="https://www.jstor.org/stable/4615733">Holm 1979</a>
 */
public final class HolmCorrection {

    private HolmCorrection() {}

    /**
     * Corrects the p-values of one family of comparisons.
     *
     * @param pValues each in {@code [0, 1]}
     * @return the corrected values in the same order, each at least as large and at most 1
     */
    public static List<Double> adjust(List<Double> pValues) {
        int count = pValues.size();
        List<Integer> ascending = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparing(pValues::get))
                .toList();
        List<Double> adjusted = new ArrayList<>(Collections.nCopies(count, 1.0));
        double largest = 0;
        for (int rank = 0; rank < count; rank++) {
            int index = ascending.get(rank);
            largest = Math.max(largest, Math.min(1, (count - rank) * pValues.get(index)));
            adjusted.set(index, largest);
        }
        return List.copyOf(adjusted);
    }
}
