package dev.scholium.torch.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A matrix product without bias: {@code y = x W^T}. Shapes: {@code N} tokens, {@code I} features in, {@code O} out.
 *
 * @param weight {@code (O, I)}
 */
public record Linear(Tensor weight) {

    /**
     * Multiplies.
     *
     * @param x {@code (N, I)}
     * @return {@code (N, O)}, owned by the caller's scope
     */
    public Tensor forward(Tensor x) {
        return torch.linear(x, weight); // (N, O)
    }
}
