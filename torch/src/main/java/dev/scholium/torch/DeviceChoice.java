package dev.scholium.torch;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.torch.tensor.Device;
import java.util.Arrays;
import java.util.Locale;

/** Which device a user wants to compute on. */
public enum DeviceChoice {
    /** A CUDA device where there is one, the processor elsewhere. */
    AUTO,
    /** The processor. */
    CPU,
    /** A CUDA device; refused where there is none. */
    CUDA;

    /**
     * Reads a choice.
     *
     * @param word {@code auto}, {@code cpu} or {@code cuda}
     * @return the choice
     * @throws IllegalArgumentException if it is another word
     */
    public static DeviceChoice of(String word) {
        return Arrays.stream(values())
                .filter(choice -> choice.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("device must be one of [auto, cpu, cuda], but is "
                        + word + "; CUDA_VISIBLE_DEVICES chooses among several CUDA devices"));
    }

    /** {@return the word used in options: {@code auto}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What the choice comes to on this machine; loads libtorch.
     *
     * @return the device
     * @throws ScholiumException if it is {@link #CUDA} and there is none
     */
    public Device device() {
        return this == CPU ? Device.CPU : device(Libtorch.load());
    }

    /**
     * What the choice comes to.
     *
     * @param library what is there
     * @return the device
     * @throws ScholiumException if it is {@link #CUDA} and there is none
     */
    public Device device(Libtorch library) {
        if (this == CUDA && !library.hasCuda()) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "--device cuda: needs a CUDA device, but libtorch finds " + String.join(", ", library.devices())
                            + ": " + library.whyNoCuda() + "; or take --device cpu");
        }
        return this != CPU && library.hasCuda() ? Device.CUDA : Device.CPU;
    }
}
