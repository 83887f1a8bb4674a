package dev.scholium.recipe;

import dev.scholium.data.DataSplit;
import dev.scholium.evaluate.Slicing;
import dev.scholium.student.PredictionPrecision;
import java.util.List;

/**
 * How the trained students are evaluated.
 *
 * @param splits {@code dev}, {@code test} or both
 * @param maxNewTokens how long a student may write; 0 for the 99th percentile of its training targets
 * @param batchSize rows at once
 * @param precision what the students predict with
 * @param controls which standard controls stand beside the students: {@value #MAJORITY}, {@value #TFIDF} and
 *     {@value #TEACHER}
 * @param references the rows' columns that rationales are compared with; empty for the source's own rationales
 * @param slices what the splits are cut by, as {@link Slicing} reads it
 */
public record EvaluationSpec(
        List<String> splits,
        int maxNewTokens,
        int batchSize,
        PredictionPrecision precision,
        List<String> controls,
        List<String> references,
        List<Slicing> slices) {

    /** The control that always gives the most frequent label of the training rows. */
    public static final String MAJORITY = "majority";

    /** The controls that count words. */
    public static final String TFIDF = "tfidf";

    /** The labels that the writers of rationales gave without knowing gold. */
    public static final String TEACHER = "teacher";

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a split is unknown or a number out of range
     */
    public EvaluationSpec {
        splits = List.copyOf(splits);
        splits.forEach(RationaleSpec::split);
        controls = List.copyOf(controls);
        references = List.copyOf(references);
        slices = List.copyOf(slices);
        for (String control : controls) {
            if (!List.of(MAJORITY, TFIDF, TEACHER).contains(control)) {
                throw new IllegalArgumentException(
                        "controls must be of [majority, tfidf, teacher], but one is \"" + control + "\"");
            }
        }
        if (maxNewTokens < 0) {
            throw new IllegalArgumentException("max_new_tokens must be at least 0, but is " + maxNewTokens);
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch_size must be at least 1, but is " + batchSize);
        }
    }

    /** {@return the splits to evaluate on} */
    public List<DataSplit> dataSplits() {
        return splits.stream().map(RationaleSpec::split).toList();
    }
}
