package dev.scholium.pilot;

import dev.scholium.data.Example;
import dev.scholium.data.SeededOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Chooses a pilot's rows: by seed, each label with its share of the split, no two rows with the same first text. */
public final class PilotSample {

    private PilotSample() {}

    /**
     * Chooses rows.
     *
     * @param rows of a split
     * @param count how many, at least 1
     * @param seed of the choice
     * @return so many rows in the order of the split; fewer if it has fewer different first texts (NLI: premises)
     */
    public static List<Example> choose(List<Example> rows, int count, long seed) {
        List<Example> order = new ArrayList<>(rows);
        SplittableRandom random = new SplittableRandom(seed);
        SeededOrder.shuffle(order, random);
        Set<String> chosen = new HashSet<>();
        Set<String> texts = new HashSet<>();
        Map<String, Integer> left = quotas(rows, count);
        for (Example row : order) {
            if (left.getOrDefault(row.label(), 0) > 0 && texts.add(firstText(row))) {
                left.merge(row.label(), -1, Integer::sum);
                chosen.add(row.uid());
            }
        }
        for (Example row : order) { // a label may have too few different texts for its share
            if (chosen.size() < count && !chosen.contains(row.uid()) && texts.add(firstText(row))) {
                chosen.add(row.uid());
            }
        }
        return rows.stream().filter(row -> chosen.contains(row.uid())).toList();
    }

    /** Rows of each label by the largest remainders, which add up to the count. */
    private static Map<String, Integer> quotas(List<Example> rows, int count) {
        Map<String, Long> sizes =
                rows.stream().collect(Collectors.groupingBy(Example::label, LinkedHashMap::new, Collectors.counting()));
        Map<String, Integer> quotas = new LinkedHashMap<>();
        Map<String, Double> remainders = new LinkedHashMap<>();
        sizes.forEach((label, size) -> {
            double share = (double) size * count / rows.size();
            quotas.put(label, (int) share);
            remainders.put(label, share - (int) share);
        });
        int missing =
                count - quotas.values().stream().mapToInt(Integer::intValue).sum();
        remainders.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(missing)
                .forEach(label -> quotas.merge(label.getKey(), 1, Integer::sum));
        return quotas;
    }

    private static String firstText(Example row) {
        return row.fields().values().iterator().next().strip();
    }
}
