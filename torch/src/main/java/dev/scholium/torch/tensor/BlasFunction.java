package dev.scholium.torch.tensor;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Functions of OpenBLAS and MKL that libtorch's bindings do not have, called through JNA. */
final class BlasFunction {

    static {
        torch.get_num_threads(); // loads libtorch, and OpenBLAS with it
    }

    private BlasFunction() {}

    /**
     * Looks a function up.
     *
     * @param name its symbol
     * @return it, or null where no such library is loaded
     */
    static @Nullable Function named(String name) {
        org.bytedeco.javacpp.Pointer symbol = Loader.addressof(name);
        return symbol == null || symbol.isNull() ? null : Function.getFunction(new Pointer(symbol.address()));
    }
}
