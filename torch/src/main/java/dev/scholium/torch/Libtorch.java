package dev.scholium.torch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.global.torch;

/**
 * The native library that students are trained with, as it finds this machine.
 *
 * @param vectors which of its kernels it takes for this processor: {@code AVX2}, {@code AVX512}, {@code DEFAULT}
 * @param threads threads that it computes with
 * @param devices where it can compute: {@code cpu} first
 */
public record Libtorch(String vectors, int threads, List<String> devices) {

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
        try (BytePointer capability = torch.get_cpu_capability()) {
            return new Libtorch(capability.getString(), torch.get_num_threads(), devices);
        }
    }
}
