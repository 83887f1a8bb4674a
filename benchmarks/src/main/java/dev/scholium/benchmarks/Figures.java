package dev.scholium.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What was measured, by name and round; ratios of it. Not safe for several threads. */
final class Figures {

    private final Map<String, List<Double>> rounds = new LinkedHashMap<>();

    /**
     * Notes a figure of the current round.
     *
     * @param name what was measured
     * @param value how much
     */
    void note(String name, double value) {
        rounds.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    /**
     * The median of all rounds.
     *
     * @param name what was measured
     * @return the middle value, or the mean of the two in the middle
     */
    double median(String name) {
        double[] sorted =
                of(name).stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /**
     * Adds the ratio of two medians, and with several rounds the lowest and highest ratio of a round.
     *
     * @param summary what is printed
     * @param key name of the ratio
     * @param ours above the line
     * @param theirs below the line
     */
    void putRatio(Map<String, @Nullable Object> summary, String key, String ours, String theirs) {
        summary.put(key, rounded(median(ours) / median(theirs)));
        double[] ratios = IntStream.range(
                        0, Math.min(of(ours).size(), of(theirs).size()))
                .mapToDouble(round -> of(ours).get(round) / of(theirs).get(round))
                .sorted()
                .toArray();
        if (ratios.length > 1) {
            summary.put(key + "_spread", List.of(rounded(ratios[0]), rounded(ratios[ratios.length - 1])));
        }
    }

    /**
     * Adds every figure of every round.
     *
     * @param summary what is printed
     */
    void putAll(Map<String, @Nullable Object> summary) {
        rounds.forEach((name, values) ->
                summary.put(name, values.stream().map(Figures::rounded).toList()));
    }

    /**
     * All rounds of a figure.
     *
     * @param name what was measured
     * @return one value a round, in order
     */
    List<Double> of(String name) {
        return Objects.requireNonNull(rounds.get(name), name);
    }

    /**
     * Rounds for printing.
     *
     * @param value any number
     * @return the same to three decimals
     */
    static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
