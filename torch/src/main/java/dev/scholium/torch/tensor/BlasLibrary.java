package dev.scholium.torch.tensor;

import dev.scholium.doctor.CpuFeatures;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * What multiplies matrices for libtorch: OpenBLAS, which it is linked with, or MKL, which is an eighth faster in
 * training on Intel's processors ({@code docs/performance.md}).
 *
 * <p>MKL is loaded so that its symbols come before OpenBLAS's, which are bound when they are first called. So this must
 * happen before the first product: {@link TensorScope} sees to it.
 */
public enum BlasLibrary {
    /** <a href="https://www.openblas.net">OpenBLAS</a>. */
    OPENBLAS("OpenBLAS"),
    /** <a href="https://www.intel.com/content/www/us/en/developer/tools/oneapi/onemkl.html">Intel's oneMKL</a>. */
    MKL("MKL");

    /** Environment variable that names one of them; any other value leaves the choice to the processor. */
    public static final String VARIABLE = "SCHOLIUM_BLAS";

    private static final String FOLDER = "/org/bytedeco/mkl/linux-x86_64/";

    /** What the library looks for in its own folder. */
    private static final List<String> FILES = List.of(
            "libmkl_core.so.2",
            "libmkl_intel_lp64.so.2",
            "libmkl_gnu_thread.so.2",
            "libmkl_def.so.2",
            "libmkl_mc3.so.2",
            "libmkl_avx2.so.2",
            "libmkl_avx512.so.2");

    private static final String LIBRARY_FILE = "libmkl_rt.so.2";

    private static final int GNU_THREADS = 3; // MKL_THREADING_GNU: libgomp's, as libtorch's kernels

    private final String displayName;

    BlasLibrary(String displayName) {
        this.displayName = displayName;
    }

    /** {@return its name, as its makers write it} */
    public String displayName() {
        return displayName;
    }

    /**
     * The library of this process, loaded by the first call.
     *
     * @return MKL on Intel's processors with AVX2 where this build has it, unless the variable says otherwise
     * @throws ExceptionInInitializerError if MKL cannot be unpacked or loaded
     */
    public static BlasLibrary inUse() {
        return Loaded.LIBRARY;
    }

    /**
     * Chooses.
     *
     * @param setting the variable's value
     * @param processor what it is
     * @param withMkl whether this build has MKL
     * @return the library to compute with
     */
    static BlasLibrary choose(@Nullable String setting, CpuFeatures processor, boolean withMkl) {
        boolean suits = processor.isIntel() && processor.names().contains("AVX2");
        boolean wanted = "mkl".equals(setting) || (suits && !"openblas".equals(setting));
        return wanted && withMkl ? MKL : OPENBLAS;
    }

    private static final class Loaded {
        private static final BlasLibrary LIBRARY = load();

        private static BlasLibrary load() {
            boolean withMkl = BlasLibrary.class.getResource(FOLDER + LIBRARY_FILE) != null;
            BlasLibrary choice = choose(System.getenv(VARIABLE), CpuFeatures.current(), withMkl);
            if (choice == MKL) {
                torch.get_num_threads(); // loads libtorch, and libgomp with it
                try {
                    loadMkl();
                } catch (IOException e) {
                    throw new UncheckedIOException(
                            "cannot unpack MKL, which takes 333 MB in the home folder: " + e.getMessage() + "; set "
                                    + VARIABLE + "=openblas to do without",
                            e);
                }
            }
            return choice;
        }

        private static void loadMkl() throws IOException {
            for (String name : FILES) {
                unpacked(name);
            }
            Loader.loadGlobal("libgomp.so.1");
            Loader.loadGlobal(unpacked(LIBRARY_FILE).getPath());
            Objects.requireNonNull(BlasFunction.named("MKL_Set_Threading_Layer"))
                    .invokeInt(new Object[] {GNU_THREADS});
            // the threads that were asked for, whatever else computes: equal bits need it
            Objects.requireNonNull(BlasFunction.named("MKL_Set_Dynamic")).invokeVoid(new Object[] {0});
        }

        private static File unpacked(String name) throws IOException {
            File file = Loader.cacheResource(BlasLibrary.class, FOLDER + name);
            if (file == null) {
                throw new IOException(name + " is not in this build");
            }
            return file;
        }
    }
}
