package dev.scholium.torch.t5;

import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Products of a matrix and a vector for each row and head, by OpenBLAS one after the other: nothing is copied.
 *
 * <p>Shapes: {@code B} rows, {@code H} heads, {@code L} keys, {@code K} features. The matrices may be those of
 * {@code S} sources, each for {@code B / S} rows that stand together.
 */
final class HeadProducts {

    private HeadProducts() {}

    /** Whether such products are computed here: of float32 on a processor. */
    static boolean suit(Tensor vectors) {
        return vectors.is_cpu() && vectors.scalar_type().intern() == ScalarType.Float;
    }

    /**
     * Each key by its row's query.
     *
     * @param matrices {@code (S, H, L, K)}
     * @param vectors {@code (B, H, K)}
     * @return {@code (B, H, L)}, owned by the caller's scope
     */
    static Tensor ofRows(Tensor matrices, Tensor vectors) {
        return multiply(matrices, openblas_nolapack.CblasNoTrans, vectors, matrices.size(2));
    }

    /**
     * The sum of the values, each by its weight.
     *
     * @param matrices {@code (S, H, L, K)}
     * @param vectors {@code (B, H, L)}
     * @return {@code (B, H, K)}, owned by the caller's scope
     */
    static Tensor ofColumns(Tensor matrices, Tensor vectors) {
        return multiply(matrices, openblas_nolapack.CblasTrans, vectors, matrices.size(3));
    }

    private static Tensor multiply(Tensor matrices, int order, Tensor vectors, long length) {
        try (TensorScope scope = TensorScope.open()) {
            boolean lies = matrices.stride(3) == 1 && matrices.stride(2) >= matrices.size(3); // as BLAS reads it
            Tensor m = lies ? matrices : matrices.contiguous();
            Tensor x = vectors.contiguous();
            Tensor y = Tensors.empty(x, x.size(0), x.size(1), length);
            FloatPointer matrix = m.data_ptr_float();
            FloatPointer from = x.data_ptr_float();
            FloatPointer to = y.data_ptr_float();
            long each = x.size(0) / m.size(0); // rows of a source
            for (long row = 0, vector = 0; row < x.size(0); row++) {
                for (long head = 0; head < x.size(1); head++, vector++) {
                    openblas_nolapack.cblas_sgemv(
                            openblas_nolapack.CblasRowMajor,
                            order,
                            (int) m.size(2),
                            (int) m.size(3),
                            1,
                            matrix.position(row / each * m.stride(0) + head * m.stride(1)),
                            (int) m.stride(2),
                            from.position(vector * x.size(2)),
                            1,
                            0,
                            to.position(vector * length),
                            1);
                }
            }
            return scope.keep(y);
        }
    }
}
