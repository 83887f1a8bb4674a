package dev.scholium.student;

/**
 * How much the label and the rationale weigh in the loss: {@code loss = label * loss_label + rationale *
 * loss_rationale}.
 *
 * @param label weight of the label segment's mean cross-entropy, in {@code [0, 1]}; the paper's F_label
 * @param rationale weight of the rationale segment's, in {@code [0, 1]}; the paper's F_rationale
 * @see <a href="https://arxiv.org/abs/2409.12599">Pieper et al. 2024</a>
 */
public record SplitRatio(double label, double rationale) {

    /** All weight on the label: how a labels-only student is trained. */
    public static final SplitRatio LABEL_ONLY = new SplitRatio(1, 0);

    /**
     * Checks that the shares are a convex combination.
     *
     * @throws IllegalArgumentException if a share is outside {@code [0, 1]} or if they do not sum to 1
     */
    public SplitRatio {
        if (!(label >= 0 && label <= 1 && Math.abs(label + rationale - 1) < 1e-9)) {
            throw new IllegalArgumentException(
                    "split_ratio must be two shares that sum to 1, but is [" + label + ", " + rationale + "]");
        }
    }
}
