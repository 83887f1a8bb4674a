package dev.scholium.torch.tensor;

import com.sun.jna.Function;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * How many threads one matrix product computes with: OpenBLAS's own number, apart from the one of libtorch's other
 * kernels.
 *
 * <p>It is one number for the whole process. Products of several threads that have several threads each wait for one
 * another, so whoever computes in several threads has it at 1 meanwhile. Where libtorch uses another library, nothing
 * is set. Safe for several threads.
 */
public final class BlasThreads {

    private static final @Nullable Function GET = BlasFunction.named("openblas_get_num_threads");
    private static final @Nullable Function SET = BlasFunction.named("openblas_set_num_threads");

    private static int holders; // these two under the class's lock
    private static int before;

    private BlasThreads() {}

    /** {@return how many they are now; 1 where nothing can be set} */
    public static int get() {
        return GET == null ? 1 : GET.invokeInt(new Object[0]);
    }

    /**
     * Sets the number to 1 until what is returned is closed, by whoever computes in several threads. Several may do so
     * at once: the last one who closes puts the number back that the first one found.
     *
     * @return to be closed
     */
    public static OneEach oneEach() {
        enter();
        return new OneEach();
    }

    private static synchronized void enter() {
        if (holders == 0) {
            before = get();
            set(1);
        }
        holders++;
    }

    private static synchronized void leave() {
        holders--;
        if (holders == 0) {
            set(before);
        }
    }

    /** While it is open, each product is computed by one thread. */
    public static final class OneEach implements AutoCloseable {

        private final AtomicBoolean isClosed = new AtomicBoolean();

        private OneEach() {}

        @Override
        public void close() {
            if (!isClosed.getAndSet(true)) {
                leave();
            }
        }
    }

    private static void set(int threads) {
        if (SET != null) {
            SET.invokeVoid(new Object[] {threads});
        }
    }
}
