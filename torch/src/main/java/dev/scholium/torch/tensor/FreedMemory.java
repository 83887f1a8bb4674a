package dev.scholium.torch.tensor;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/**
 * What the C library does with memory that is freed.
 *
 * <p>A training step allocates and frees the same few hundred large tensors again and again. glibc gives the largest of
 * them back to the system and asks for new pages, which the system clears first ({@code docs/performance.md}).
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/mallopt.3.html">mallopt(3)</a>
 */
public final class FreedMemory {

    private static final int TRIM_THRESHOLD = -1;
    private static final int TOP_PAD = -2;
    private static final int MMAP_THRESHOLD = -3;

    /** The most that glibc takes; what is larger goes back to the system, and leaves no holes behind. */
    private static final int LARGEST_KEPT = 1 << 25;

    /** Twice the largest heap of a thread: with so much kept at its end, none of them is given back. */
    private static final int TWO_HEAPS = 1 << 27;

    private FreedMemory() {}

    /**
     * Keeps freed memory in this process from now on, to be allocated again. Changes nothing where the C library is not
     * glibc.
     */
    public static void keep() {
        call("mallopt", MMAP_THRESHOLD, LARGEST_KEPT);
        call("mallopt", TRIM_THRESHOLD, Integer.MAX_VALUE);
        call("mallopt", TOP_PAD, TWO_HEAPS);
    }

    /**
     * Gives the system back what was freed so far, also between what is still in use. Changes nothing where the C
     * library is not glibc.
     */
    public static void giveBack() {
        call("malloc_trim", 0);
    }

    private static void call(String function, Integer... arguments) {
        if (!Platform.isLinux()) {
            return;
        }
        try {
            Function.getFunction(Platform.C_LIBRARY_NAME, function).invokeInt(arguments);
        } catch (UnsatisfiedLinkError e) {
            // musl has no such functions
        }
    }
}
