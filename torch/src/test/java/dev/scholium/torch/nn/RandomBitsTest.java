package dev.scholium.torch.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class RandomBitsTest {

    @Test
    void aDevicesKernelsDrawWhatJavaDraws() {
        try (TensorScope scope = TensorScope.open()) {
            for (long start : new long[] {0, 1, -1, Long.MIN_VALUE, 0x0123456789ABCDEFL}) {
                assertThat(Tensors.longs(RandomBits.byKernels(Device.CPU, 9_999, start)))
                        .isEqualTo(Tensors.longs(RandomBits.of(Device.CPU, 9_999, start)));
            }
        }
    }

    @Test
    void theyAreThoseOfJavasOwnSplitMix64() {
        SplittableRandom expected = new SplittableRandom(42);
        try (TensorScope scope = TensorScope.open()) {
            // Java's state grows before a number is made of it
            long[] bits = Tensors.longs(RandomBits.of(Device.CPU, 100, 42 + RandomBits.GOLDEN_GAMMA));

            assertThat(bits).isEqualTo(expected.longs(100).toArray());
        }
    }
}
