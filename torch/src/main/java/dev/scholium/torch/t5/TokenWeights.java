package dev.scholium.torch.t5;

import dev.scholium.student.SplitRatio;

/**
 * What one token's cross-entropy weighs in the loss.
 *
 * <p>The divisors are token counts of a whole optimiser step, so that cutting a step into forward passes changes
 * nothing: {@code loss = F_label / labelTokens * sum(label) + F_rationale / rationaleTokens * sum(rationale)}.
 *
 * @param label of a label token, at least 0
 * @param rationale of a rationale token, at least 0
 * @param smoothing share of each token's weight that goes to the whole vocabulary alike, in {@code [0, 1)}
 * @see <a href="https://arxiv.org/abs/1512.00567">Szegedy et al. 2016, section 7: label smoothing</a>
 */
public record TokenWeights(double label, double rationale, double smoothing) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a weight is negative or not finite
     */
    public TokenWeights {
        if (!(label >= 0 && rationale >= 0 && Double.isFinite(label) && Double.isFinite(rationale))) {
            throw new IllegalArgumentException(
                    "token weights must be at least 0, but are " + label + " and " + rationale);
        }
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException("label smoothing must be in [0, 1), but is " + smoothing);
        }
    }

    /**
     * The same with label smoothing.
     *
     * @param share in {@code [0, 1)}
     * @return the changed weights
     */
    public TokenWeights withSmoothing(double share) {
        return new TokenWeights(label, rationale, share);
    }

    /**
     * Weights of the split loss.
     *
     * @param ratio weights of the segments
     * @param labelTokens label tokens of the whole optimiser step
     * @param rationaleTokens rationale tokens of the whole optimiser step
     * @return the weights; 0 for a segment without tokens
     */
    public static TokenWeights of(SplitRatio ratio, long labelTokens, long rationaleTokens) {
        return new TokenWeights(
                labelTokens == 0 ? 0 : ratio.label() / labelTokens,
                rationaleTokens == 0 ? 0 : ratio.rationale() / rationaleTokens,
                0);
    }

    /**
     * Weights of the plain loss, the mean over all target tokens.
     *
     * @param tokens target tokens of the whole optimiser step, at least 1
     * @return the same weight for both segments
     */
    public static TokenWeights mean(long tokens) {
        return new TokenWeights(1.0 / tokens, 1.0 / tokens, 0);
    }
}
