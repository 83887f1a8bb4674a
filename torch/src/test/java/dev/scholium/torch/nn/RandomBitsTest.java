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
                assertThat(Tensors.longs(RandomBits.of(Device.CPU, 9_999, start)))
                        .isEqualTo(drawnByJava(9_999, start));
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
            assertThat(bits).isEqualTo(drawnByJava(100, 42 + RandomBits.GOLDEN_GAMMA));
        }
    }

    private static long[] drawnByJava(int count, long start) {
        long[] numbers = new long[count];
        long[] block = new long[RandomBits.BLOCK];
        for (int done = 0; done < count; done += block.length) {
            RandomBits.fill(block, start + done * RandomBits.GOLDEN_GAMMA);
            System.arraycopy(block, 0, numbers, done, Math.min(block.length, count - done));
        }
        return numbers;
    }
}
