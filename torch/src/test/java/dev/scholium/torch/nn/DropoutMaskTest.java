package dev.scholium.torch.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("native")
class DropoutMaskTest {

    private static final long START = 0x0123456789ABCDEFL;

    @ParameterizedTest
    @CsvSource({"1, 6554", "4, 1", "9999, 6554", "40001, 32768", "40001, 65535", "40001, 0"})
    void eachFactorIsDecidedBySixteenBitsOfARandomNumber(int count, int dropped) {
        int numbers = (count + 3) / 4;
        float factor = 65536f / (65536 - dropped);
        try (TensorScope scope = TensorScope.open()) {
            long[] random = Tensors.longs(RandomBits.of(Device.CPU, numbers, START));
            float[] expected = new float[count];
            for (int i = 0; i < count; i++) {
                int half = i < 2 * numbers ? 0 : 1;
                int place = i - half * 2 * numbers;
                int bits = (int) (random[place / 2] >>> (32 * (place % 2) + 16 * half)) & 0xFFFF;
                expected[i] = bits < dropped ? 0 : factor;
            }

            assertThat(Tensors.floats(DropoutMask.of(Device.CPU, count, START, dropped)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aDevicesKernelsDrawWhatJavaDraws() {
        try (TensorScope scope = TensorScope.open()) {
            float[] byKernels = Tensors.floats(DropoutMask.byKernels(Device.CPU, 9_999, START, 6554, 1.125f));

            assertThat(byKernels).isEqualTo(Tensors.floats(DropoutMask.byJava(9_999, START, 6554, 1.125f)));
        }
    }
}
