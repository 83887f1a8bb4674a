package dev.scholium.torch.nn;

import dev.scholium.torch.tensor.BlasKernels;
import dev.scholium.torch.tensor.BlasThreads;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Products of some tokens with weights, in pieces so small that OpenBLAS multiplies the weights where they lie instead
 * of copying them into another order first; for processors with AVX-512 ({@code docs/performance.md}).
 */
final class SmallProducts {

    private static final double MOST_MULTIPLICATIONS = 1e6; // of a product that OpenBLAS calls small
    private static final int MOST_FEATURES = 512;
    private static final int ROWS = 24; // of the weights

    private SmallProducts() {}

    /** Whether a product of few tokens, which needs no gradient, is computed so: by one thread. */
    static boolean fit(Tensor x, Tensor weight) {
        return BlasKernels.multiplySmallInPlace()
                && BlasThreads.get() == 1 // a small product takes no more
                && isFloat(x)
                && isFloat(weight)
                && weight.is_contiguous();
    }

    private static boolean isFloat(Tensor tensor) {
        return tensor.scalar_type().intern() == torch.ScalarType.Float;
    }

    /**
     * Multiplies.
     *
     * @param x {@code (N, I)}
     * @param weight {@code (O, I)}
     * @return {@code (N, O)}, owned by the caller's scope
     */
    static Tensor multiply(Tensor x, Tensor weight) {
        int tokens = (int) x.size(0);
        int in = (int) weight.size(1);
        int out = (int) weight.size(0);
        int most = features(tokens);
        try (TensorScope scope = TensorScope.open()) {
            Tensor turned = x.t().contiguous(); // (I, N)
            Tensor y = Tensors.empty(x, out, tokens); // (O, N)
            FloatPointer weights = weight.data_ptr_float();
            FloatPointer inputs = turned.data_ptr_float();
            FloatPointer outputs = y.data_ptr_float();
            for (int row = 0; row < out; row += ROWS) {
                int rows = Math.min(ROWS, out - row);
                outputs.position((long) row * tokens);
                for (int feature = 0; feature < in; feature += most) {
                    openblas_nolapack.cblas_sgemm(
                            openblas_nolapack.CblasRowMajor,
                            openblas_nolapack.CblasNoTrans,
                            openblas_nolapack.CblasNoTrans,
                            rows,
                            tokens,
                            Math.min(most, in - feature),
                            1,
                            weights.position((long) row * in + feature),
                            in,
                            inputs.position((long) feature * tokens),
                            tokens,
                            feature == 0 ? 0 : 1,
                            outputs,
                            tokens);
                }
            }
            return scope.keep(y.t().contiguous()); // (N, O)
        }
    }

    /** The largest power of two with which a product is small. */
    private static int features(int tokens) {
        return Math.min(MOST_FEATURES, Integer.highestOneBit((int) (MOST_MULTIPLICATIONS / (ROWS * tokens))));
    }
}
