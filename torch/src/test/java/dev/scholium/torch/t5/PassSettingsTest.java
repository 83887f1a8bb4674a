package dev.scholium.torch.t5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.doctor.CpuFeatures;
import dev.scholium.student.TrainingPrecision;
import dev.scholium.torch.tensor.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassSettingsTest {

    private static final CpuFeatures AVX2 = new CpuFeatures(true, "GenuineIntel", List.of("AVX2"));
    private static final CpuFeatures AMX =
            new CpuFeatures(true, "GenuineIntel", List.of("AVX2", "AVX-512", "AMX-BF16"));
    private static final PassSettings BFLOAT16 = new PassSettings(TrainingPrecision.BFLOAT16, false);

    @Test
    void warnsOfBfloat16WhereTheProcessorHasNone() {
        assertThat(BFLOAT16.warning(Device.CPU, AVX2))
                .contains("Warning: precision bfloat16 is slower than float32 here: this processor has neither"
                        + " AVX512-BF16 nor AMX; take precision: float32, or another machine");
    }

    @Test
    void saysNothingWhereItHasOrNobodyKnows() {
        assertThat(BFLOAT16.warning(Device.CPU, AMX)).isEmpty();
        assertThat(BFLOAT16.warning(Device.CUDA, AVX2)).isEmpty();
        assertThat(BFLOAT16.warning(Device.CPU, new CpuFeatures(false, "", List.of())))
                .isEmpty();
        assertThat(PassSettings.plain().warning(Device.CPU, AVX2)).isEmpty();
    }
}
