package dev.scholium.torch.generate;

import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.Tensors;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Lets an output begin with nothing but one of the labels, and lets the label end there; what comes after is free.
 *
 * @param labels ids of each label's text as it stands at the beginning of a target, without {@code </s>}; empty for no
 *     constraint
 * @param ends ids that may come right after each label, in the labels' order: those that do not make a longer word of
 *     it, {@code </s>} among them
 */
public record LabelConstraint(List<int[]> labels, List<BitSet> ends) {

    /** No constraint. */
    public static final LabelConstraint NONE = new LabelConstraint(List.of(), List.of());

    /**
     * Copies.
     *
     * @throws IllegalArgumentException if there are not as many ends as labels
     */
    public LabelConstraint {
        if (labels.size() != ends.size()) {
            throw new IllegalArgumentException(
                    "each of " + labels.size() + " labels must have its ends, but there are " + ends.size());
        }
        labels = labels.stream().map(int[]::clone).toList();
        ends = ends.stream().map(some -> (BitSet) some.clone()).toList();
    }

    /**
     * Makes every token impossible that would lead away from the labels.
     *
     * @param scores {@code (B, V)}; changed in place
     * @param written what each row has written so far
     */
    void apply(Tensor scores, List<List<Integer>> written) {
        List<BitSet> allowed = written.stream().map(this::allowed).toList();
        if (allowed.stream().allMatch(BitSet::isEmpty)) {
            return;
        }
        int vocabulary = Math.toIntExact(scores.size(1));
        float[] mask = new float[written.size() * vocabulary];
        for (int row = 0; row < written.size(); row++) {
            if (!allowed.get(row).isEmpty()) {
                int start = row * vocabulary;
                Arrays.fill(mask, start, start + vocabulary, Float.NEGATIVE_INFINITY);
                allowed.get(row).stream().forEach(id -> mask[start + id] = 0);
            }
        }
        scores.add_(Tensors.ofFloats(Device.of(scores), mask, written.size(), vocabulary));
    }

    /** The ids that may come next; none where the label has ended, and all may. */
    private BitSet allowed(List<Integer> ids) {
        BitSet next = new BitSet();
        for (int i = 0; i < labels.size(); i++) {
            int[] label = labels.get(i);
            if (begins(label, ids)) {
                if (ids.size() == label.length) {
                    return ends.get(i);
                }
                next.set(label[ids.size()]);
            }
        }
        return next;
    }

    private static boolean begins(int[] label, List<Integer> ids) {
        if (ids.size() > label.length) {
            return false;
        }
        for (int i = 0; i < ids.size(); i++) {
            if (label[i] != ids.get(i)) {
                return false;
            }
        }
        return true;
    }
}
