package dev.scholium.torch.t5;

import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Tensor;

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
        return Tensors.isFloat32OnCpu(vectors);
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
            long heads = x.size(1);
            long products = x.size(0) * heads;
            int rows = (int) m.size(2);
            int columns = (int) m.size(3);
            long each = x.size(0) / m.size(0); // rows of a source
            long ofSource = m.stride(0);
            long ofHead = m.stride(1);
            int ofRow = (int) m.stride(2);
            long width = x.size(2);
            // added to zeros: what memory held before would outlive a factor of 0 if it was no number
            Tensor y = Tensors.filled(Device.CPU, 0, x.size(0), heads, length);
            FloatPointer matrix = m.data_ptr_float();
            FloatPointer from = x.data_ptr_float();
            FloatPointer to = y.data_ptr_float();
            for (long vector = 0; vector < products; vector++) {
                openblas_nolapack.cblas_sgemv(
                        openblas_nolapack.CblasRowMajor,
                        order,
                        rows,
                        columns,
                        1,
                        matrix.position(vector / heads / each * ofSource + vector % heads * ofHead),
                        ofRow,
                        from.position(vector * width),
                        1,
                        1,
                        to.position(vector * length),
                        1);
            }
            return scope.keep(y);
        }
    }
}
