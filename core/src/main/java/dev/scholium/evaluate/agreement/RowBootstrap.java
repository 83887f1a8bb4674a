package dev.scholium.evaluate.agreement;

import dev.scholium.evaluate.ConfidenceInterval;
import dev.scholium.evaluate.PairedBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Draws rows with replacement, and with each row all that belong to its group, to see how much a figure would vary on
 * other rows of the same kind. Immutable.
 *
 * @see <a href="https://doi.org/10.1201/9780429246593">Efron and Tibshirani 1993, sections 8 and 13.3</a>
 */
public final class RowBootstrap {

    /** Draws where nobody asked for another number. */
    public static final int RESAMPLES = 2000;

    private static final int FEWEST = 100;

    /** As much as lies beyond one end of an interval: without more than that, the end would be another one. */
    private static final double MOST_UNDEFINED = (1 - ConfidenceInterval.LEVEL) / 2;

    private final int[][] groups;
    private final int resamples;
    private final long seed;

    private RowBootstrap(int[][] groups, int resamples, long seed) {
        if (resamples < FEWEST) {
            throw new IllegalArgumentException(
                    "a bootstrap needs at least " + FEWEST + " resamples, but has " + resamples);
        }
        this.groups = groups;
        this.resamples = resamples;
        this.seed = seed;
    }

    /**
     * Rows that have nothing to do with each other.
     *
     * @param rows how many
     * @param resamples how many sets are drawn, at least 100
     * @param seed of the draws
     * @return the draws
     * @throws IllegalArgumentException if there are too few resamples
     */
    public static RowBootstrap of(int rows, int resamples, long seed) {
        return new RowBootstrap(
                IntStream.range(0, rows).mapToObj(row -> new int[] {row}).toArray(int[][]::new), resamples, seed);
    }

    /**
     * Rows that belong together where they share something, such as a premise.
     *
     * @param shared what each row has
     * @param resamples how many sets are drawn, at least 100
     * @param seed of the draws
     * @return the draws, of whole groups
     * @throws IllegalArgumentException if there are too few resamples
     */
    public static RowBootstrap clustered(List<String> shared, int resamples, long seed) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int row = 0; row < shared.size(); row++) {
            groups.computeIfAbsent(shared.get(row), key -> new ArrayList<>()).add(row);
        }
        return new RowBootstrap(
                groups.values().stream()
                        .map(rows -> rows.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new),
                resamples,
                seed);
    }

    /** {@return how many groups are drawn a resample} */
    public int groups() {
        return groups.length;
    }

    /**
     * The percentile interval of a figure. A few resamples for which it is not defined are left out; many would all be
     * of one kind, such as those in which a source won every time, and the interval would end too early.
     *
     * @param figure computes it from the numbers of the drawn rows; NaN where it is not defined
     * @return an interval at {@link ConfidenceInterval#LEVEL}; empty where more than 2.5 % of the resamples lack the
     *     figure
     */
    public Optional<ConfidenceInterval> interval(ToDoubleFunction<int[]> figure) {
        if (groups.length < 2) {
            return Optional.empty();
        }
        double[] figures = figures(figure);
        return resamples - figures.length > MOST_UNDEFINED * resamples
                ? Optional.empty()
                : Optional.of(PairedBootstrap.percentiles(figures));
    }

    /** The figure of each resample that has it, ascending. */
    double[] figures(ToDoubleFunction<int[]> figure) {
        long[] seeds = new SplittableRandom(seed).longs(resamples).toArray();
        return Arrays.stream(seeds)
                .parallel()
                .mapToDouble(ofOne -> figure.applyAsDouble(draw(new SplittableRandom(ofOne))))
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
    }

    private int[] draw(SplittableRandom random) {
        return IntStream.range(0, groups.length)
                .flatMap(i -> Arrays.stream(groups[random.nextInt(groups.length)]))
                .toArray();
    }
}
