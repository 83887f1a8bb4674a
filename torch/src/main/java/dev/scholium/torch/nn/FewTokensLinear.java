package dev.scholium.torch.nn;

import dev.scholium.torch.tensor.OneDnnMatrix;
import org.bytedeco.pytorch.Tensor;

/**
 * A product with float32 weights that are there twice, for prediction only: once more as oneDNN reads them, which is up
 * to twice as fast for the few tokens of a decoding step ({@code docs/performance.md}). Safe for several threads.
 *
 * @param dense multiplies other numbers of tokens; its weight stays the caller's
 * @param matrix the same weights, {@code (I, O)}, closed with this
 */
public record FewTokensLinear(DenseLinear dense, OneDnnMatrix matrix) implements PredictionLinear {

    @Override
    public Tensor forward(Tensor x) {
        return OneDnnMatrix.takes(x.size(0)) ? matrix.multiply(x) : dense.forward(x); // (N, O)
    }

    @Override
    public Tensor weight() {
        return dense.weight(); // (O, I)
    }

    @Override
    public void close() {
        matrix.close();
    }
}
