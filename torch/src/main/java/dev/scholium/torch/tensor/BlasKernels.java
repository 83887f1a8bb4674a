package dev.scholium.torch.tensor;

import com.sun.jna.Function;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of its kernels OpenBLAS has chosen for this processor. */
public final class BlasKernels {

    /** Those with products of small matrices that are not copied first: all for AVX-512. */
    private static final Set<String> WITH_SMALL_PRODUCTS = Set.of("skylakex", "cooperlake", "sapphirerapids");

    private static final String NAME = name(BlasFunction.named("openblas_get_corename"));

    private BlasKernels() {}

    /** {@return whether small matrices are multiplied where they lie, instead of copied into another order first} */
    public static boolean multiplySmallInPlace() {
        return WITH_SMALL_PRODUCTS.contains(NAME.toLowerCase(Locale.ROOT));
    }

    private static String name(@Nullable Function corename) {
        return corename == null ? "" : corename.invokeString(new Object[0], false);
    }
}
