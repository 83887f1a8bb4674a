package dev.scholium.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.torch.tensor.BlasLibrary;
import dev.scholium.torch.tensor.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceChoiceTest {

    private static final Libtorch FOR_PROCESSORS = new Libtorch("AVX2", 2, BlasLibrary.OPENBLAS, false, List.of("cpu"));
    private static final Libtorch WITHOUT_A_GPU = new Libtorch("AVX2", 2, BlasLibrary.OPENBLAS, true, List.of("cpu"));
    private static final Libtorch WITH_A_GPU =
            new Libtorch("AVX2", 2, BlasLibrary.OPENBLAS, true, List.of("cpu", "cuda:0"));

    @Test
    void autoTakesCudaWhereItIs() {
        assertThat(DeviceChoice.AUTO.device(WITH_A_GPU)).isEqualTo(Device.CUDA);
        assertThat(DeviceChoice.AUTO.device(WITHOUT_A_GPU)).isEqualTo(Device.CPU);
        assertThat(DeviceChoice.AUTO.device(FOR_PROCESSORS)).isEqualTo(Device.CPU);
    }

    @Test
    void aChoiceIsTaken() {
        assertThat(DeviceChoice.CPU.device(WITH_A_GPU)).isEqualTo(Device.CPU);
        assertThat(DeviceChoice.CUDA.device(WITH_A_GPU)).isEqualTo(Device.CUDA);
    }

    @Test
    void refusesCudaThatThisBuildCannotUse() {
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> DeviceChoice.CUDA.device(FOR_PROCESSORS))
                .withMessage("--device cuda: needs a CUDA device, but libtorch finds cpu: this build is for processors"
                        + " only; build with -Pcuda (docs/devices.md); or take --device cpu")
                .extracting(ScholiumException::exitCode)
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void refusesCudaThatThisMachineDoesNotShow() {
        assertThatExceptionOfType(ScholiumException.class)
                .isThrownBy(() -> DeviceChoice.CUDA.device(WITHOUT_A_GPU))
                .withMessage("--device cuda: needs a CUDA device, but libtorch finds cpu: this build could use one; see"
                        + " that nvidia-smi shows it, that its driver knows CUDA 13, and that CUDA_VISIBLE_DEVICES does"
                        + " not hide it; or take --device cpu");
    }

    @Test
    void refusesAnotherWord() {
        assertThat(DeviceChoice.of("auto")).isEqualTo(DeviceChoice.AUTO);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceChoice.of("cuda:1"))
                .withMessage(
                        "device must be one of [auto, cpu, cuda], but is cuda:1; CUDA_VISIBLE_DEVICES chooses among"
                                + " several CUDA devices");
    }
}
