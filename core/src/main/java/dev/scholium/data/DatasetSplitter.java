package dev.scholium.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Cuts one data set into train, dev and test.
 *
 * <p>Rows of one group (by default: of one premise) stay together, so that nothing of dev or test was seen in training.
 * Groups are dealt out the biggest first, those of one size in an order that the seed shuffles, each to the split that
 * it brings closest to its share of every label: the squared distances {@code (rows - target)^2 / target}, summed over
 * labels, grow least there. The same rows and seed give the same splits.
 *
 * @param shares how much each split gets
 * @param group rows with the same answer stay together
 * @param seed shuffles the groups
 */
public record DatasetSplitter(SplitShares shares, Function<Example, String> group, long seed) {

    /**
     * Cuts.
     *
     * @param examples all rows
     * @param labels the task's labels
     * @return rows of each split that has a share, in their old order
     */
    public Map<DataSplit, List<Example>> split(List<Example> examples, LabelSet labels) {
        List<DataSplit> splits = shares.splits();
        double[][] target = new double[splits.size()][labels.size()];
        for (Example example : examples) {
            for (int i = 0; i < target.length; i++) {
                target[i][labels.indexOf(example.label())] += shares.of(splits.get(i));
            }
        }
        double[][] rows = new double[splits.size()][labels.size()];
        int[] splitOfRow = new int[examples.size()];
        for (List<Integer> members : groups(examples)) {
            double[] counts = new double[labels.size()];
            members.forEach(row -> counts[labels.indexOf(examples.get(row).label())]++);
            int best = 0;
            for (int i = 1; i < target.length; i++) {
                if (cost(target[i], rows[i], counts) < cost(target[best], rows[best], counts)) {
                    best = i;
                }
            }
            for (int label = 0; label < counts.length; label++) {
                rows[best][label] += counts[label];
            }
            for (int row : members) {
                splitOfRow[row] = best;
            }
        }
        List<List<Example>> rowsBySplit = new ArrayList<>();
        splits.forEach(split -> rowsBySplit.add(new ArrayList<>()));
        for (int row = 0; row < splitOfRow.length; row++) {
            rowsBySplit.get(splitOfRow[row]).add(examples.get(row));
        }
        Map<DataSplit, List<Example>> parts = new EnumMap<>(DataSplit.class);
        for (int i = 0; i < target.length; i++) {
            parts.put(splits.get(i), rowsBySplit.get(i));
        }
        return parts;
    }

    private List<List<Integer>> groups(List<Example> examples) {
        Map<String, List<Integer>> rowsByGroup = new LinkedHashMap<>();
        for (int row = 0; row < examples.size(); row++) {
            rowsByGroup
                    .computeIfAbsent(group.apply(examples.get(row)), key -> new ArrayList<>())
                    .add(row);
        }
        List<List<Integer>> groups = new ArrayList<>(rowsByGroup.values());
        SplittableRandom random = new SplittableRandom(seed);
        SeededOrder.shuffle(groups, random);
        // a stable sort: the shuffled order stays among groups of one size
        groups.sort(Comparator.comparingInt((List<Integer> members) -> members.size())
                .reversed());
        return groups;
    }

    /** How much farther from its targets a split gets by a group's rows; negative if it gets nearer. */
    private static double cost(double[] target, double[] rows, double[] group) {
        double growth = 0;
        for (int label = 0; label < target.length; label++) {
            if (group[label] > 0) {
                double before = rows[label] - target[label];
                double after = before + group[label];
                growth += (after * after - before * before) / target[label];
            }
        }
        return growth;
    }
}
