package dev.scholium.torch.nn;

import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A product with weights of floating point, which can be trained.
 *
 * <p>On a processor, where the weight gets no gradient, few tokens take other ways than a product of matrices, for
 * which OpenBLAS would copy all weights first: up to six one product with a vector each, up to 64 a product from the
 * left; both by some weights after the other ({@code docs/performance.md}).
 *
 * @param weight {@code (O, I)}
 */
public record DenseLinear(Tensor weight) implements Linear {

    private static final long VECTORS = 6; // tokens
    private static final long FEW_TOKENS = 64;
    private static final long ROWS_AT_ONCE = 1024; // of the weights: what a core's second cache holds
    private static final long ROWS_OF_VECTORS = 2048; // of the weights: read from memory for the first token alone

    @Override
    public Tensor forward(Tensor x) {
        if (x.size(0) > FEW_TOKENS || weight.requires_grad() || !weight.is_cpu()) {
            return torch.linear(x, weight); // (N, O)
        }
        return x.size(0) <= VECTORS ? ofVectors(x) : ofFew(x);
    }

    private Tensor ofVectors(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            long out = weight.size(0);
            Tensor y = Tensors.empty(x, x.size(0), out); // (N, O)
            for (long from = 0; from < out; from += ROWS_OF_VECTORS) {
                try (TensorScope rows = TensorScope.open()) {
                    long count = Math.min(ROWS_OF_VECTORS, out - from);
                    Tensor some = weight.narrow(0, from, count); // (count, I)
                    Tensor written = y.narrow(1, from, count); // (N, count)
                    for (long token = 0; token < x.size(0); token++) {
                        written.select(0, token).copy_(some.mv(x.select(0, token)));
                    }
                }
            }
            return scope.keep(y);
        }
    }

    private Tensor ofFew(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            long out = weight.size(0);
            Tensor right = x.t(); // (I, N)
            if (out <= ROWS_AT_ONCE) {
                return scope.keep(weight.matmul(right).t().contiguous()); // (N, O)
            }
            Tensor y = Tensors.empty(x, x.size(0), out); // (N, O)
            for (long from = 0; from < out; from += ROWS_AT_ONCE) {
                try (TensorScope rows = TensorScope.open()) {
                    long count = Math.min(ROWS_AT_ONCE, out - from);
                    Tensor some = weight.narrow(0, from, count).matmul(right); // (count, N)
                    y.narrow(1, from, count).copy_(some.t()); // (N, count)
                }
            }
            return scope.keep(y);
        }
    }
}
