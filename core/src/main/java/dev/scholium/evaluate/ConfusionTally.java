package dev.scholium.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts which label was taken for which. */
final class ConfusionTally {

    private static final String MALFORMED = ""; // no label is blank

    private final Map<String, Map<String, Long>> counts = new TreeMap<>(); // answers by gold label

    void add(Prediction prediction) {
        String label = prediction.label();
        counts.computeIfAbsent(prediction.goldLabel(), gold -> new TreeMap<>())
                .merge(label == null ? MALFORMED : label, 1L, Long::sum);
    }

    /** {@return the counts of the labels that were met, by name} */
    ConfusionMatrix matrix() {
        Set<String> labels = new TreeSet<>(counts.keySet());
        counts.values().forEach(answers -> labels.addAll(answers.keySet()));
        labels.remove(MALFORMED);
        return matrix(List.copyOf(labels));
    }

    /** The counts of a task's labels, among which are all that were met. */
    ConfusionMatrix matrix(List<String> labels) {
        List<String> columns = new ArrayList<>(labels);
        columns.add(MALFORMED);
        List<List<Long>> rows = labels.stream()
                .map(gold -> counts.getOrDefault(gold, Map.of()))
                .map(answers -> columns.stream()
                        .map(answer -> answers.getOrDefault(answer, 0L))
                        .toList())
                .toList();
        return new ConfusionMatrix(labels, rows);
    }
}
