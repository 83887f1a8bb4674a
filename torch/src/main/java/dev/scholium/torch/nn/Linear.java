package dev.scholium.torch.nn;

import org.bytedeco.pytorch.Tensor;

/**
 * A matrix product without bias: {@code y = x W^T}. Shapes: {@code N} tokens, {@code I} features in, {@code O} out,
 * {@code W} is {@code (O, I)}.
 */
public sealed interface Linear permits DenseLinear, LoraLinear, PredictionLinear {

    /**
     * Multiplies.
     *
     * @param x {@code (N, I)}
     * @return {@code (N, O)}, owned by the caller's scope
     */
    Tensor forward(Tensor x);

    /**
     * What it multiplies by, as numbers of floating point.
     *
     * @return {@code W}; of the object or of the caller's scope, and not to be changed
     */
    Tensor weight();

    /**
     * Multiplies in training: an adapter drops from what it reads.
     *
     * @param x {@code (N, I)}
     * @param dropout of the pass
     * @return {@code (N, O)}, owned by the caller's scope
     */
    default Tensor forward(Tensor x, Dropout dropout) {
        return forward(x);
    }
}
