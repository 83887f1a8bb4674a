package dev.scholium.torch.t5;

import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The features of tokens, by their ids. Shapes: {@code N} tokens, {@code V} ids, {@code D} features.
 *
 * @param weight {@code (V, D)}
 */
record TokenEmbedding(Tensor weight) {

    /** {@return where the features lie} */
    Device device() {
        return Device.of(weight);
    }

    /**
     * Looks tokens up.
     *
     * @param ids {@code N} of them
     * @return {@code (N, D)}, owned by the caller's scope
     * @throws IllegalArgumentException if there is no such id
     */
    Tensor forward(long[] ids) {
        check(ids);
        return torch.embedding(weight, Tensors.ofLongs(device(), ids, ids.length)); // (N, D)
    }

    /**
     * Refuses ids that the vocabulary does not have, which native code would not.
     *
     * @param ids of tokens
     * @throws IllegalArgumentException if there is one
     */
    void check(long[] ids) {
        long size = weight.size(0);
        for (long id : ids) {
            if (id < 0 || id >= size) {
                throw new IllegalArgumentException("token ids must be in [0, " + size + "), but one is " + id);
            }
        }
    }
}
