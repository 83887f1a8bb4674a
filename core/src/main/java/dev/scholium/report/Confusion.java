package dev.scholium.report;

import dev.scholium.evaluate.Collapse;
import dev.scholium.evaluate.ConfusionMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** One confusion matrix with the words around it. */
record Confusion(String system, long seed, String split, ConfusionMatrix matrix) {

    List<String> labels() {
        return matrix.labels();
    }

    long count(int gold, int answer) {
        return matrix.counts().get(gold).get(answer);
    }

    /** Share of the gold label's rows, for the shade of a cell: {@code 0.00} to {@code 1.00}. */
    String shade(int gold, int answer) {
        double rows = Math.max(1, matrix.gold(gold));
        return String.format(Locale.ROOT, "%.2f", count(gold, answer) / rows);
    }

    /** {@return system and seed, and whether it has collapsed} */
    String whose() {
        return system + ", seed " + seed + (Collapse.hasHappened(matrix) ? ", collapsed" : "");
    }

    Table asTable() {
        StringBuilder columns = new StringBuilder("Gold label");
        labels().forEach(label ->
                columns.append('|').append(label.replace('|', '/')).append('#'));
        return Table.of(
                whose() + ", " + split + ": gold labels by answers",
                columns.append("|malformed#").toString(),
                IntStream.range(0, labels().size()).mapToObj(this::row));
    }

    private List<String> row(int gold) {
        List<String> cells = new ArrayList<>();
        cells.add(labels().get(gold));
        matrix.counts().get(gold).forEach(count -> cells.add(Figures.count(count)));
        return cells;
    }
}
