package dev.scholium.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How often each label was taken for which.
 *
 * @param labels the labels in the task's order
 * @param counts one row a gold label; in it one count a predicted label, and last that of malformed outputs
 */
public record ConfusionMatrix(List<String> labels, List<List<Long>> counts) {

    /**
     * Checks the shape and copies.
     *
     * @throws IllegalArgumentException if there is not one row a label, with one column more than labels
     */
    public ConfusionMatrix {
        labels = List.copyOf(labels);
        counts = counts.stream().map(List::copyOf).toList();
        int columns = labels.size() + 1;
        if (counts.size() != labels.size() || counts.stream().anyMatch(row -> row.size() != columns)) {
            throw new IllegalArgumentException(
                    "a confusion matrix of " + labels + " needs a row a label and a column more, but is " + counts);
        }
    }

    /** {@return how many rows were answered} */
    public long rows() {
        return counts.stream().flatMap(List::stream).mapToLong(Long::longValue).sum();
    }

    /** {@return how many rows were answered rightly} */
    public long correct() {
        return IntStream.range(0, labels.size())
                .mapToLong(i -> counts.get(i).get(i))
                .sum();
    }

    /** {@return how many outputs had no label} */
    public long malformed() {
        return answered(labels.size());
    }

    /**
     * How often an answer was given.
     *
     * @param column a label's number, or the number of labels for malformed outputs
     * @return a number of rows
     */
    public long answered(int column) {
        return counts.stream().mapToLong(row -> row.get(column)).sum();
    }

    /**
     * How often a label is the gold one.
     *
     * @param label a label's number
     * @return a number of rows
     */
    public long gold(int label) {
        return counts.get(label).stream().mapToLong(Long::longValue).sum();
    }

    /**
     * How evenly the answers are spread, whatever is right: Shannon's entropy of their shares, malformed outputs being
     * one answer.
     *
     * @return bits, from 0 (one answer for all rows) to the logarithm of the number of answers
     */
    public double answerEntropy() {
        return entropy(IntStream.rangeClosed(0, labels.size()).mapToLong(this::answered));
    }

    /** {@return how evenly the gold labels are spread, in bits, as {@link #answerEntropy}} */
    public double goldEntropy() {
        return entropy(IntStream.range(0, labels.size()).mapToLong(this::gold));
    }

    private double entropy(LongStream amounts) {
        double rows = rows();
        return amounts.mapToDouble(amount -> amount / rows)
                .filter(share -> share > 0)
                .map(share -> -share * Math.log(share) / Math.log(2))
                .sum();
    }

    /** {@return precision, recall and F1 of each label, in order} */
    public List<ClassScores> classScores() {
        List<ClassScores> scores = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            scores.add(ClassScores.of(labels.get(i), counts.get(i).get(i), gold(i), answered(i)));
        }
        return List.copyOf(scores);
    }

    /** {@return the mean of the labels' F1, each counting alike} */
    public double macroF1() {
        return classScores().stream().mapToDouble(ClassScores::f1).average().orElse(0);
    }

    /** {@return the column of the most frequent answer; malformed counts as one answer; the first of equals} */
    public int majorityAnswer() {
        return largest(IntStream.rangeClosed(0, labels.size()), this::answered);
    }

    /** {@return the number of the most frequent gold label; the first of equals} */
    public int majorityGold() {
        return largest(IntStream.range(0, labels.size()), this::gold);
    }

    private static int largest(IntStream indices, IntToLongFunction count) {
        return indices.boxed()
                .min(Comparator.<Integer>comparingLong(i -> -count.applyAsLong(i))
                        .thenComparing(i -> i))
                .orElseThrow();
    }
}
