package dev.scholium.recipe;

import java.util.List;

/**
 * Successive halving: all points are trained for a few epochs, the better ones for more, until few are trained for all.
 *
 * @param metric the dev score that decides: {@code accuracy} or {@code macro_f1}
 * @param eta of so many points one goes on, and is trained for so many times the epochs; at least 2
 * @param minEpochs epochs of the first round; more than 0
 * @see <a href="https://proceedings.mlr.press/v51/jamieson16.html">Jamieson and Talwalkar 2016</a>
 */
public record HalvingSpec(String metric, int eta, double minEpochs) {

    /** The metrics that may decide. */
    public static final List<String> METRICS = List.of("accuracy", "macro_f1");

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the metric is unknown or a number out of range
     */
    public HalvingSpec {
        if (!METRICS.contains(metric)) {
            throw new IllegalArgumentException("metric must be one of " + METRICS + ", but is " + metric);
        }
        if (eta < 2) {
            throw new IllegalArgumentException("eta must be at least 2, but is " + eta);
        }
        if (!(minEpochs > 0)) {
            throw new IllegalArgumentException("min_epochs must be more than 0, but is " + minEpochs);
        }
    }
}
