package dev.scholium.torch.nn;

import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A product with weights of floating point, which can be trained.
 *
 * <p>On a processor, where the weight gets no gradient, a few tokens at a time are multiplied from the left, by some
 * weights after the other: OpenBLAS is then a fifth faster, and for a single token ten times
 * ({@code docs/performance.md}).
 *
 * @param weight {@code (O, I)}
 */
public record DenseLinear(Tensor weight) implements Linear {

    private static final long FEW_TOKENS = 64;
    private static final long ROWS_AT_ONCE = 1024; // of the weights: what a core's second cache holds

    @Override
    public Tensor forward(Tensor x) {
        if (x.size(0) > FEW_TOKENS || weight.requires_grad() || !weight.is_cpu()) {
            return torch.linear(x, weight); // (N, O)
        }
        return x.size(0) == 1 ? ofOne(x) : ofFew(x);
    }

    private Tensor ofOne(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.keep(weight.mv(x.squeeze(0)).unsqueeze(0)); // (1, O)
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
