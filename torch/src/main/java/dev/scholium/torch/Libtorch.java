package dev.scholium.torch;

import dev.scholium.torch.tensor.BlasLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.global.torch;

/**
 * The native library that students are trained with, as it finds this machine.
 *
 * @param vectors which of its kernels it takes for this processor: {@code AVX2}, {@code AVX512}, {@code DEFAULT}
 * @param threads threads that it computes with
 * @param blas what multiplies matrices for it
 * @param builtForCuda whether it is a build that can compute on CUDA devices
 * @param devices where it can compute: {@code cpu} first
 */
public record Libtorch(String vectors, int threads, BlasLibrary blas, boolean builtForCuda, List<String> devices) {

    private static final Pattern CUDA_BUILD = Pattern.compile("USE_CUDA=(1|ON)\\b");

    /** Copies. */
    public Libtorch {
        devices = List.copyOf(devices);
    }

    /**
     * Loads the library, which takes a second or two, and asks it.
     *
     * @return what it says
     * @throws LinkageError if it cannot be loaded on this machine
     */
    public static Libtorch load() {
        List<String> devices = new ArrayList<>(List.of("cpu"));
        for (int i = 0; torch.cuda_is_available() && i < torch.cuda_device_count(); i++) {
            devices.add("cuda:" + i);
        }
        if (torch.hasMPS()) {
            devices.add("mps");
        }
        try (BytePointer capability = torch.get_cpu_capability();
                BytePointer build = torch.show_config()) {
            boolean builtForCuda = CUDA_BUILD.matcher(build.getString()).find();
            return new Libtorch(
                    capability.getString(), torch.get_num_threads(), BlasLibrary.inUse(), builtForCuda, devices);
        }
    }

    /** {@return whether there is a CUDA device that it can compute on} */
    public boolean hasCuda() {
        return devices.stream().anyMatch(device -> device.startsWith("cuda"));
    }

    /** {@return why there is none, and what to do about it} */
    public String whyNoCuda() {
        return builtForCuda
                ? "this build could use one; see that nvidia-smi shows it, that its driver knows CUDA 13, and that"
                        + " CUDA_VISIBLE_DEVICES does not hide it"
                : "this build is for processors only; build with -Pcuda (docs/devices.md)";
    }
}
