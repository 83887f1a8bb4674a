package dev.scholium.torch.nn;

import dev.scholium.torch.tensor.BlasLibrary;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A product with weights of floating point, which can be trained.
 *
 * <p>On a processor, where the weight gets no gradient, few tokens take other ways than a product of matrices, for
 * which OpenBLAS, and from five tokens on MKL, would copy all weights first: {@link SmallProducts} or, where these do
 * not fit, up to six one product with a vector each and up to 64 a product from the left; all by some weights after the
 * other ({@code docs/performance.md}).
 *
 * @param weight {@code (O, I)}
 * @param predicts whether nothing is ever trained through it: then few tokens may be multiplied in a way that has no
 *     gradient
 */
public record DenseLinear(Tensor weight, boolean predicts) implements Linear {

    private static final long VECTORS = 6; // tokens
    private static final long FEW_TOKENS = 64;
    private static final long FEW_FOR_MKL = 4; // tokens, by which it multiplies weights where they lie
    private static final long ROWS_AT_ONCE = 1024; // of the weights: what a core's second cache holds
    private static final long ROWS_OF_VECTORS = 2048; // of the weights: read from memory for the first token alone

    /**
     * A product that can be trained.
     *
     * @param weight {@code (O, I)}
     */
    public DenseLinear(Tensor weight) {
        this(weight, false);
    }

    @Override
    public Tensor forward(Tensor x) {
        long tokens = x.size(0);
        boolean asEver = tokens > FEW_TOKENS || (tokens <= FEW_FOR_MKL && BlasLibrary.inUse() == BlasLibrary.MKL);
        if (asEver || weight.requires_grad() || !weight.is_cpu()) {
            return torch.linear(x, weight); // (N, O)
        }
        if (predicts && tokens > 1 && SmallProducts.fit(x, weight)) {
            return SmallProducts.multiply(x, weight);
        }
        return tokens <= VECTORS ? ofVectors(x) : ofFew(x);
    }

    private Tensor ofVectors(Tensor x) {
        return inPieces(x, ROWS_OF_VECTORS, (some, y) -> {
            for (long token = 0; token < x.size(0); token++) {
                y.select(0, token).copy_(some.mv(x.select(0, token)));
            }
        });
    }

    private Tensor ofFew(Tensor x) {
        if (weight.size(0) <= ROWS_AT_ONCE) {
            try (TensorScope scope = TensorScope.open()) {
                return scope.keep(weight.matmul(x.t()).t().contiguous()); // (N, O)
            }
        }
        return inPieces(x, ROWS_AT_ONCE, (some, y) -> y.copy_(some.matmul(x.t()).t()));
    }

    /** Multiplies by some weights, {@code (count, I)}, and writes what comes of it, {@code (N, count)}. */
    private interface Piece {
        void multiply(Tensor some, Tensor y);
    }

    private Tensor inPieces(Tensor x, long rowsAtOnce, Piece piece) {
        try (TensorScope scope = TensorScope.open()) {
            long out = weight.size(0);
            Tensor y = Tensors.empty(x, x.size(0), out); // (N, O)
            for (long from = 0; from < out; from += rowsAtOnce) {
                try (TensorScope rows = TensorScope.open()) {
                    long count = Math.min(rowsAtOnce, out - from);
                    piece.multiply(weight.narrow(0, from, count), y.narrow(1, from, count));
                }
            }
            return scope.keep(y);
        }
    }
}
