package dev.scholium.torch.tensor;

import static dev.scholium.torch.tensor.BlasLibrary.MKL;
import static dev.scholium.torch.tensor.BlasLibrary.OPENBLAS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.doctor.CpuFeatures;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BlasLibraryTest {

    private static final CpuFeatures INTEL = new CpuFeatures(true, "GenuineIntel", List.of("AVX2", "AVX-512"));
    private static final CpuFeatures AMD = new CpuFeatures(true, "AuthenticAMD", List.of("AVX2"));

    @Test
    void intelsProcessorsComputeWithMklAndOthersWithOpenBlas() {
        assertThat(BlasLibrary.choose(null, INTEL, true)).isEqualTo(MKL);
        assertThat(BlasLibrary.choose("auto", AMD, true)).isEqualTo(OPENBLAS);
        assertThat(BlasLibrary.choose(null, new CpuFeatures(true, "GenuineIntel", List.of()), true))
                .isEqualTo(OPENBLAS);
        assertThat(BlasLibrary.choose(null, new CpuFeatures(false, "", List.of()), true))
                .isEqualTo(OPENBLAS);
    }

    @Test
    void theVariableDecidesWhereThereIsAChoice() {
        assertThat(BlasLibrary.choose("openblas", INTEL, true)).isEqualTo(OPENBLAS);
        assertThat(BlasLibrary.choose("mkl", AMD, true)).isEqualTo(MKL);
        assertThat(BlasLibrary.choose("mkl", INTEL, false)).isEqualTo(OPENBLAS);
    }

    @Test
    @Tag("native")
    void theOneInUseIsLoaded() {
        boolean mkl = BlasLibrary.inUse() == MKL;

        assertThat(Loader.addressof("MKL_Set_Threading_Layer") != null).isEqualTo(mkl);
    }
}
