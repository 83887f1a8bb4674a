package dev.scholium.data;

import java.util.Arrays;
import java.util.List;

/**
 * How much of a data set each split gets.
 *
 * @param train share of the rows to learn from, in {@code [0, 1]}
 * @param dev share of the rows to choose by, in {@code [0, 1]}
 * @param test share of the rows for the final answer, in {@code [0, 1]}
 */
public record SplitShares(double train, double dev, double test) {

    /**
     * Checks the shares.
     *
     * @throws IllegalArgumentException if one is not in {@code [0, 1]}, or they do not sum to 1
     */
    public SplitShares {
        for (double share : List.of(train, dev, test)) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("shares must be between 0 and 1, but one is " + share);
            }
        }
        if (Math.abs(train + dev + test - 1) > 1e-9) {
            throw new IllegalArgumentException("the shares of train, dev and test must sum to 1, but sum to "
                    + Math.round((train + dev + test) * 1e6) / 1e6);
        }
    }

    /**
     * The share of one split.
     *
     * @param split which
     * @return its share, in {@code [0, 1]}
     */
    public double of(DataSplit split) {
        return switch (split) {
            case TRAIN -> train;
            case DEV -> dev;
            case TEST -> test;
        };
    }

    /** {@return the splits that get rows} */
    public List<DataSplit> splits() {
        return Arrays.stream(DataSplit.values()).filter(split -> of(split) > 0).toList();
    }
}
