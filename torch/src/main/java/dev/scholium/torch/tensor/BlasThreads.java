package dev.scholium.torch.tensor;

import com.sun.jna.Function;
import org.jspecify.annotations.Nullable;

/**
 * How many threads one matrix product computes with: OpenBLAS's own number, apart from the one of libtorch's other
 * kernels.
 *
 * <p>It is one number for the whole process. Products of several threads that have several threads each wait for one
 * another, so whoever computes in several threads sets it to 1 meanwhile. Where libtorch uses another library, nothing
 * is set.
 */
public final class BlasThreads {

    private static final @Nullable Function GET = BlasFunction.named("openblas_get_num_threads");
    private static final @Nullable Function SET = BlasFunction.named("openblas_set_num_threads");

    private BlasThreads() {}

    /** {@return how many they are now; 1 where nothing can be set} */
    public static int get() {
        return GET == null ? 1 : GET.invokeInt(new Object[0]);
    }

    /**
     * Sets how many.
     *
     * @param threads at least 1
     */
    public static void set(int threads) {
        if (SET != null) {
            SET.invokeVoid(new Object[] {threads});
        }
    }
}
