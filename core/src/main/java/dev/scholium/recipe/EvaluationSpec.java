package dev.scholium.recipe;

import dev.scholium.data.DataSplit;
import java.util.List;

/**
 * How the trained students are evaluated.
 *
 * @param splits {@code dev}, {@code test} or both
 * @param maxNewTokens how long a student may write; 0 for the 99th percentile of its training targets
 * @param batchSize rows at once
 */
public record EvaluationSpec(List<String> splits, int maxNewTokens, int batchSize) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a split is unknown or a number out of range
     */
    public EvaluationSpec {
        splits = List.copyOf(splits);
        splits.forEach(RationaleSpec::split);
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
