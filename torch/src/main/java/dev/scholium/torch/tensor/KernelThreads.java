package dev.scholium.torch.tensor;

import org.bytedeco.pytorch.global.torch;

/** How many threads libtorch's kernels compute with when the current thread calls them. */
public final class KernelThreads {

    private KernelThreads() {}

    /**
     * Sets the number of the current thread, and of threads that call libtorch for the first time later.
     *
     * @param threads at least 1
     */
    public static void setHere(int threads) {
        torch.set_num_threads(threads);
        // A thread takes the process's number when it first computes, whatever it has set before: let that be now.
        torch.get_num_threads();
    }
}
