package dev.scholium.cli;

import dev.scholium.doctor.Finding;
import dev.scholium.torch.Libtorch;

/** Whether the native library for students can be loaded here, and where it can compute. */
final class NativeFinding {

    private NativeFinding() {}

    /** {@return what was found; loading takes a second or two} */
    static Finding look() {
        try {
            Libtorch library = Libtorch.load();
            return new Finding(
                    Finding.Level.OK,
                    "libtorch",
                    "loaded; kernels for " + library.vectors() + ", " + library.threads() + " threads, devices "
                            + String.join(", ", library.devices()),
                    "");
        } catch (LinkageError e) {
            return new Finding(
                    Finding.Level.PROBLEM,
                    "libtorch",
                    "cannot be loaded: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "augmenting works without it, training and prediction do not; is this system one of Linux x86-64,"
                            + " macOS arm64, Windows x86-64?");
        }
    }
}
