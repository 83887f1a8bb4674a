package dev.scholium.torch.generate;

import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Lets an output begin with nothing but one of the labels; what comes after the label is free.
 *
 * @param labels ids of each label's text as it stands at the beginning of a target, without {@code </s>}; empty for no
 *     constraint
 */
public record LabelConstraint(List<int[]> labels) {

    /** No constraint. */
    public static final LabelConstraint NONE = new LabelConstraint(List.of());

    /** Copies. */
    public LabelConstraint {
        labels = labels.stream().map(int[]::clone).toList();
    }

    /**
     * Makes every token impossible that would lead away from the labels.
     *
     * @param scores {@code (B, V)}; changed in place
     * @param written what each row has written so far
     */
    void apply(Tensor scores, List<List<Integer>> written) {
        if (labels.isEmpty() || written.stream().noneMatch(this::isConstrained)) {
            return;
        }
        int vocabulary = Math.toIntExact(scores.size(1));
        float[] mask = new float[written.size() * vocabulary];
        for (int row = 0; row < written.size(); row++) {
            List<Integer> ids = written.get(row);
            if (isConstrained(ids)) {
                Arrays.fill(mask, row * vocabulary, (row + 1) * vocabulary, Float.NEGATIVE_INFINITY);
                for (int[] label : labels) {
                    if (continues(label, ids)) {
                        mask[row * vocabulary + label[ids.size()]] = 0;
                    }
                }
            }
        }
        scores.add_(Tensors.ofFloats(Device.of(scores), mask, written.size(), vocabulary));
    }

    /** Whether a row has not yet written a whole label. */
    private boolean isConstrained(List<Integer> ids) {
        return labels.stream().anyMatch(label -> continues(label, ids))
                && labels.stream().noneMatch(label -> ids.size() >= label.length && begins(label, ids, label.length));
    }

    private static boolean continues(int[] label, List<Integer> ids) {
        return ids.size() < label.length && begins(label, ids, ids.size());
    }

    private static boolean begins(int[] label, List<Integer> ids, int length) {
        for (int i = 0; i < length; i++) {
            if (label[i] != ids.get(i)) {
                return false;
            }
        }
        return true;
    }
}
