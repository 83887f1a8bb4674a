package dev.scholium.run;

import dev.scholium.student.StudentExample;
import dev.scholium.student.TrainingConfig;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Lets a share of the rows with a rationale keep it.
 *
 * <p>The rows are put into an order by the seed and the first ones keep theirs, so that with one seed a smaller share
 * is part of a larger one.
 *
 * @param fraction of the rows with a rationale, in {@code [0, 1]}
 * @param seed of the order
 */
record RationaleShare(double fraction, long seed) {

    static RationaleShare of(TrainingConfig config) {
        return new RationaleShare(config.rationaleFraction(), config.seed());
    }

    List<StudentExample> kept(List<StudentExample> rows) {
        if (fraction == 1) {
            return rows;
        }
        long[] places = new SplittableRandom(seed).longs(rows.size()).toArray();
        List<Integer> order = IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).hasRationale())
                .boxed()
                .sorted(Comparator.comparingLong(i -> places[i]))
                .toList();
        BitSet keeps = new BitSet();
        order.subList(0, (int) Math.round(fraction * order.size())).forEach(keeps::set);
        return IntStream.range(0, rows.size())
                .mapToObj(i -> keeps.get(i) ? rows.get(i) : rows.get(i).withoutRationale())
                .toList();
    }
}
