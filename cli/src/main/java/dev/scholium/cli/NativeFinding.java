package dev.scholium.cli;

import dev.scholium.doctor.Finding;
import dev.scholium.torch.Libtorch;
import java.util.List;

/** Whether the native library for students can be loaded here, and where it computes. */
final class NativeFinding {

    private NativeFinding() {}

    /**
     * Loads it, which takes a second or two.
     *
     * @return what was found; of the device only if it can be loaded
     */
    static List<Finding> look() {
        try {
            Libtorch library = Libtorch.load();
            return List.of(
                    new Finding(
                            Finding.Level.OK,
                            "libtorch",
                            "loaded; kernels for " + library.vectors() + ", " + library.threads()
                                    + " threads, matrices by "
                                    + library.blas().displayName() + ", devices "
                                    + String.join(", ", library.devices()),
                            ""),
                    device(library, NvidiaCards.look()));
        } catch (LinkageError e) {
            return List.of(new Finding(
                    Finding.Level.PROBLEM,
                    "libtorch",
                    "cannot be loaded: " + reason(e),
                    "augmenting works without it, training and prediction do not; is this system one of Linux x86-64,"
                            + " macOS arm64, Windows x86-64?"
                            + " A build for CUDA needs CUDA 13, cuDNN 9 and NCCL 2 where the system finds libraries"
                            + " (docs/devices.md)"));
        }
    }

    /** The first line of the innermost cause: it names the library that is missing. */
    static String reason(LinkageError failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /**
     * What {@code --device auto} comes to, and why.
     *
     * @param library what can compute
     * @param cards NVIDIA's, each with its memory
     * @return the finding; a warning where a card lies idle
     */
    static Finding device(Libtorch library, List<String> cards) {
        String all = String.join("; ", cards);
        if (library.hasCuda()) {
            return new Finding(Finding.Level.OK, "device", "cuda" + (cards.isEmpty() ? "" : ": " + all), "");
        }
        return cards.isEmpty()
                ? new Finding(Finding.Level.OK, "device", "cpu: there is no NVIDIA card", "")
                : new Finding(Finding.Level.WARNING, "device", "cpu, though there is " + all, library.whyNoCuda());
    }
}
