package dev.scholium.torch.tensor;

import dev.scholium.doctor.CpuFeatures;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A matrix in the order in which oneDNN, which is in libtorch, multiplies some rows by it: up to twice as fast as
 * OpenBLAS, which copies it into an order of its own each time ({@code docs/performance.md}). Safe for several threads
 * until it is closed.
 *
 * <p>oneDNN has other orders for fewer and for more rows, and would turn the matrix each time, which takes a hundred
 * times as long as the product. Nothing tells which order it wants, so the first matrix of each shape is tried.
 *
 * @see <a href="https://uxlfoundation.github.io/oneDNN/dev_guide_inner_product.html">oneDNN: inner product</a>
 */
public final class OneDnnMatrix implements AutoCloseable {

    private static final int ROWS = 32; // of a typical product: a batch's tokens
    private static final int FEWEST = 7; // rows, to which fewer are filled up
    private static final int FEWEST_TO_FILL_UP = 3; // of fewer, vectors by the matrix are faster
    private static final int MOST = 80; // rows

    private static final long SMALLEST = 1 << 17; // numbers of a matrix, where each call costs 50 microseconds
    private static final int TRIALS = 3;
    private static final double MUCH_SLOWER = 4; // than the other way: it was turned; 0.5 to 1 where it was not

    private static final boolean HAS_AVX2 = CpuFeatures.current().names().contains("AVX2");

    private static final Map<Shape, Boolean> KEEP_THEIR_ORDER = new ConcurrentHashMap<>();

    private final Shape shape;
    private final Tensor packed; // opaque, of oneDNN's own

    private OneDnnMatrix(Shape shape, Tensor packed) {
        this.shape = shape;
        this.packed = packed;
    }

    private record Shape(long in, long out) {}

    /** Found when they are first needed: not every build of libtorch has them. */
    private static final class Operators {
        private static final OperatorHandle REORDER = operator("_reorder_linear_weight", "");
        private static final OperatorHandle LINEAR_PLUS = operator("_linear_pointwise", "binary");

        private static OperatorHandle operator(String name, String overload) {
            return TensorScope.own(Dispatcher.singleton().findSchemaOrThrow("mkldnn::" + name, overload));
        }
    }

    /**
     * Tells whether a matrix is worth packing.
     *
     * @param matrix any
     * @return whether OpenBLAS multiplies here and copies even small matrices, the processor has AVX2, and the matrix
     *     is one of float32 on it that is not small
     */
    public static boolean suits(Tensor matrix) {
        return BlasLibrary.inUse() == BlasLibrary.OPENBLAS
                && !BlasKernels.multiplySmallInPlace()
                && HAS_AVX2
                && torch.hasMKLDNN()
                && Tensors.isFloat32OnCpu(matrix)
                && matrix.numel() >= SMALLEST;
    }

    /**
     * Packs a matrix.
     *
     * @param matrix {@code (O, I)}, one that {@linkplain #suits suits}
     * @return the same, transposed, to be closed by the caller; nothing where oneDNN has no single order for all
     *     numbers of rows that this multiplies
     */
    public static Optional<OneDnnMatrix> transposed(Tensor matrix) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor rows = matrix.detach().contiguous();
            Shape shape = new Shape(matrix.size(1), matrix.size(0));
            OneDnnMatrix packed = new OneDnnMatrix(shape, TensorScope.own(reordered(rows)));
            if (KEEP_THEIR_ORDER.computeIfAbsent(shape, unknown -> packed.keepsItsOrder(rows))) {
                return Optional.of(packed);
            }
            packed.close();
            return Optional.empty();
        }
    }

    private static Tensor reordered(Tensor rows) {
        try (IValue matrix = new IValue(rows);
                IValue batch = new IValue((long) ROWS);
                IValueVector stack = new IValueVector(matrix, batch)) {
            Operators.REORDER.callBoxed(stack);
            return top(stack);
        }
    }

    private boolean keepsItsOrder(Tensor rows) {
        for (int count : new int[] {FEWEST, MOST}) {
            Tensor x = Tensors.filled(Device.CPU, 1, count, shape.in);
            double packedTime = nanos(() -> multiply(x));
            if (packedTime > MUCH_SLOWER * nanos(() -> torch.linear(x, rows))) {
                return false;
            }
        }
        return true;
    }

    private static long nanos(Runnable product) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIALS; i++) {
            long begin = System.nanoTime();
            try (TensorScope scope = TensorScope.open()) {
                product.run();
            }
            best = Math.min(best, System.nanoTime() - begin);
        }
        return best;
    }

    /**
     * Tells whether it can multiply so many rows.
     *
     * @param rows any number
     * @return whether {@link #multiply} is made for it
     */
    public static boolean takes(long rows) {
        return rows >= FEWEST_TO_FILL_UP && rows <= MOST;
    }

    /**
     * Multiplies.
     *
     * @param x {@code (N, I)} float32, as many rows as it {@linkplain #takes takes}
     * @return {@code x} by this, {@code (N, O)}, owned by the caller's scope
     */
    public Tensor multiply(Tensor x) {
        long rows = x.size(0);
        try (TensorScope scope = TensorScope.open()) {
            if (rows >= FEWEST) {
                return scope.keep(product(x.contiguous()));
            }
            Tensor filledUp = torch.constant_pad_nd(x, new long[] {0, 0, 0, FEWEST - rows}); // (FEWEST, I)
            return scope.keep(product(filledUp).narrow(0, 0, rows));
        }
    }

    /** By the operator that also adds, for it alone takes and gives tensors in libtorch's order without a list. */
    private Tensor product(Tensor x) {
        try (IValue left = new IValue(x);
                IValue added = new IValue(Tensors.filled(Device.CPU, 0, x.size(0), shape.out));
                IValue matrix = new IValue(packed);
                IValue noBias = new IValue();
                IValue plus = new IValue("add");
                IValueVector stack = new IValueVector(left, added, matrix, noBias, plus)) {
            Operators.LINEAR_PLUS.callBoxed(stack);
            return top(stack);
        }
    }

    private static Tensor top(IValueVector stack) {
        try (IValue result = stack.get(0)) {
            return new Tensor(result.toTensor());
        }
    }

    @Override
    public void close() {
        packed.close();
    }
}
