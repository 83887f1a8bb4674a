package dev.scholium.evaluate.control;

import dev.scholium.data.Example;
import dev.scholium.data.LabelSet;
import java.util.ArrayList;
import java.util.List;

/**
 * The control that counts words: TF-IDF of some fields, each by itself, with multinomial logistic regression. It knows
 * nothing of order beyond pairs of words, nor how the fields relate. Immutable.
 */
public final class WordModel {

    private static final double TOLERANCE = 1e-6;

    private final List<String> fields;
    private final List<TfIdf> counters;
    private final MultinomialRegression regression;

    private WordModel(List<String> fields, List<TfIdf> counters, MultinomialRegression regression) {
        this.fields = List.copyOf(fields);
        this.counters = List.copyOf(counters);
        this.regression = regression;
    }

    /**
     * Learns from training rows.
     *
     * @param train at least one
     * @param labels the task's labels
     * @param fields which texts it sees
     * @return the model
     */
    public static WordModel fit(List<Example> train, LabelSet labels, List<String> fields) {
        return fit(train, labels, fields, TOLERANCE);
    }

    static WordModel fit(List<Example> train, LabelSet labels, List<String> fields, double tolerance) {
        List<TfIdf> counters = fields.stream()
                .map(field ->
                        TfIdf.of(train.stream().map(row -> row.field(field)).toList()))
                .toList();
        List<SparseRow> rows =
                train.stream().map(row -> row(row, fields, counters)).toList();
        int[] gold = train.stream().mapToInt(row -> labels.indexOf(row.label())).toArray();
        int features = counters.stream().mapToInt(TfIdf::size).sum();
        return new WordModel(
                fields, counters, MultinomialRegression.fit(rows, gold, features, labels.size(), tolerance));
    }

    /**
     * The labels' probabilities for a row.
     *
     * @param row one with the fields that the model sees
     * @return one a label in the set's order, summing to 1
     */
    public List<Double> probabilities(Example row) {
        double[] probabilities = regression.probabilities(row(row, fields, counters));
        List<Double> all = new ArrayList<>(probabilities.length);
        for (double probability : probabilities) {
            all.add(probability);
        }
        return List.copyOf(all);
    }

    /** {@return a row's features, field behind field} */
    static SparseRow row(Example row, List<String> fields, List<TfIdf> counters) {
        List<SparseRow> parts = new ArrayList<>();
        int count = 0;
        for (int i = 0; i < fields.size(); i++) {
            SparseRow part = counters.get(i).row(row.field(fields.get(i)));
            parts.add(part);
            count += part.features().length;
        }
        int[] features = new int[count];
        double[] values = new double[count];
        int at = 0;
        int first = 0;
        for (int i = 0; i < parts.size(); i++) {
            SparseRow part = parts.get(i);
            for (int k = 0; k < part.features().length; k++) {
                features[at] = first + part.features()[k];
                values[at++] = part.values()[k];
            }
            first += counters.get(i).size();
        }
        return new SparseRow(features, values);
    }
}
