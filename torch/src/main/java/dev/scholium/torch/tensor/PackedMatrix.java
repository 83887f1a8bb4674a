package dev.scholium.torch.tensor;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * A matrix in the order in which MKL multiplies by it, which it copies every other matrix into first: products of few
 * rows are up to twice as fast ({@code docs/performance.md}). Safe for several threads until it is closed.
 *
 * @see <a href=
 *     "https://www.intel.com/content/www/us/en/docs/onemkl/developer-reference-c/2025-2/cblas-gemm-pack-001.html">
 *     oneMKL: cblas_?gemm_pack</a>
 */
public final class PackedMatrix implements AutoCloseable {

    private static final @Nullable Function PACKED_BYTES = function("cblas_sgemm_pack_get_size");
    private static final @Nullable Function PACK = function("cblas_sgemm_pack");
    private static final @Nullable Function COMPUTE = function("cblas_sgemm_compute");

    private static final int ROW_MAJOR = 101;
    private static final int AS_IT_IS = 111;
    private static final int TRANSPOSED = 112;
    private static final int PACKED = 151;
    private static final int RIGHT_MATRIX = 162;

    /** Rows on the left that it is packed for. Any number may be multiplied; for fewer no other packing is faster. */
    private static final int ROWS = 1024;

    private final int in;
    private final int out;
    private final Tensor packed; // bytes of MKL's own, which may not move

    private PackedMatrix(int in, int out, Tensor packed) {
        this.in = in;
        this.out = out;
        this.packed = packed;
    }

    private static @Nullable Function function(String name) {
        return BlasLibrary.inUse() == BlasLibrary.MKL ? BlasFunction.named(name) : null;
    }

    /**
     * Tells whether a matrix can be packed.
     *
     * @param matrix any
     * @return whether MKL multiplies here, and the matrix is one of float32 on the processor
     */
    public static boolean suits(Tensor matrix) {
        return COMPUTE != null && Tensors.isFloat32OnCpu(matrix);
    }

    /**
     * Packs a matrix.
     *
     * @param matrix {@code (O, I)}, one that {@linkplain #suits suits}; not needed any more afterwards
     * @return the same, transposed, to be closed by the caller
     */
    public static PackedMatrix transposed(Tensor matrix) {
        int out = Math.toIntExact(matrix.size(0));
        int in = Math.toIntExact(matrix.size(1));
        try (TensorScope scope = TensorScope.open()) {
            Tensor rows = matrix.detach().contiguous();
            Object[] size = {RIGHT_MATRIX, ROWS, out, in};
            long bytes = Objects.requireNonNull(PACKED_BYTES).invokeLong(size);
            Tensor packed = TensorScope.own(Tensors.empty(Device.CPU, ScalarType.Byte, bytes));
            Object[] arguments = {
                ROW_MAJOR, RIGHT_MATRIX, TRANSPOSED, ROWS, out, in, 1f, address(rows), in, address(packed)
            };
            Objects.requireNonNull(PACK).invokeVoid(arguments);
            return new PackedMatrix(in, out, packed);
        }
    }

    /**
     * The matrix that was packed, to the bit but for the sign of zeros.
     *
     * @return {@code (O, I)}, owned by the caller's scope
     */
    public Tensor unpacked() {
        try (TensorScope scope = TensorScope.open()) {
            return scope.keep(multiply(torch.eye(in, Device.CPU.options(ScalarType.Float)))
                    .t());
        }
    }

    /**
     * Multiplies.
     *
     * @param x {@code (N, I)} float32
     * @return {@code x} by this, {@code (N, O)}, owned by the caller's scope
     */
    public Tensor multiply(Tensor x) {
        int rows = Math.toIntExact(x.size(0));
        try (TensorScope scope = TensorScope.open()) {
            Tensor left = x.contiguous(); // (N, I)
            Tensor y = Tensors.empty(left, rows, out); // (N, O)
            Object[] arguments = {
                ROW_MAJOR, AS_IT_IS, PACKED, rows, out, in, address(left), in, address(packed), in, 0f, address(y), out
            };
            Objects.requireNonNull(COMPUTE).invokeVoid(arguments);
            return scope.keep(y);
        }
    }

    private static Pointer address(Tensor tensor) {
        return new Pointer(tensor.data_ptr().address());
    }

    @Override
    public void close() {
        packed.close();
    }
}
