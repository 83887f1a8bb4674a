package dev.scholium.torch.t5;

import dev.scholium.student.SplitRatio;

/**
 * Cross-entropies of target tokens, summed by segment and not weighted; sums of several forward passes add up.
 *
 * @param label sum over the label segment, in nats
 * @param rationale sum over the rationale segment, in nats
 * @param labelTokens tokens of the label segment
 * @param rationaleTokens tokens of the rationale segment
 */
public record LossSums(double label, double rationale, long labelTokens, long rationaleTokens) {

    /** {@return sums over nothing} */
    public static LossSums zero() {
        return new LossSums(0, 0, 0, 0);
    }

    /**
     * Sums over both.
     *
     * @param other of another forward pass
     * @return the sums together
     */
    public LossSums plus(LossSums other) {
        return new LossSums(
                label + other.label,
                rationale + other.rationale,
                labelTokens + other.labelTokens,
                rationaleTokens + other.rationaleTokens);
    }

    /** {@return the label segment's loss: the mean over its tokens, 0 without any} */
    public double labelMean() {
        return labelTokens == 0 ? 0 : label / labelTokens;
    }

    /** {@return the rationale segment's loss: the mean over its tokens, 0 without any} */
    public double rationaleMean() {
        return rationaleTokens == 0 ? 0 : rationale / rationaleTokens;
    }

    /** {@return the plain loss: the mean over all tokens} */
    public double mean() {
        return (label + rationale) / (labelTokens + rationaleTokens);
    }

    /**
     * The split loss.
     *
     * @param ratio weights of the segments
     * @return {@code F_label * labelMean + F_rationale * rationaleMean}
     */
    public double total(SplitRatio ratio) {
        return ratio.label() * labelMean() + ratio.rationale() * rationaleMean();
    }
}
