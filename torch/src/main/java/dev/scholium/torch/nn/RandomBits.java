package dev.scholium.torch.nn;

import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Random 64-bit numbers: SplitMix64 of their places, so that any part can be made by itself. They are the same on every
 * device.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea and Flood 2014</a>
 */
final class RandomBits {

    /** What the generator's state grows by. */
    static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private static final long FIRST_FACTOR = 0xBF58476D1CE4E5B9L;
    private static final long SECOND_FACTOR = 0x94D049BB133111EBL;
    /** Numbers made at a time, so that they stay in the first-level cache. */
    static final int BLOCK = 1 << 12;

    /** What each number's state adds to that of the first, so that a loop over it has vector instructions. */
    private static final long[] GAMMAS =
            LongStream.range(0, BLOCK).map(i -> i * GOLDEN_GAMMA).toArray();

    private RandomBits() {}

    /**
     * Draws numbers.
     *
     * @param numbers where they go; at most {@link #BLOCK}
     * @param start state of the generator before the first
     */
    static void fill(long[] numbers, long start) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = mix(start + GAMMAS[i]);
        }
    }

    /**
     * Draws numbers where Java cannot write: a dozen of the device's kernels.
     *
     * @param device where they shall lie
     * @param count how many
     * @param start state of the generator before the first
     * @return int64, {@code (count)}, owned by the caller's scope
     */
    static Tensor of(Device device, long count, long start) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor state = Tensors.counted(device, count)
                    .mul_(new Scalar(GOLDEN_GAMMA))
                    .add_(new Scalar(start));
            Tensor once = folded(state, 30).mul_(new Scalar(FIRST_FACTOR));
            Tensor twice = folded(once, 27).mul_(new Scalar(SECOND_FACTOR));
            return scope.keep(folded(twice, 31)); // (count)
        }
    }

    /** {@code z ^ (z >>> bits)}; kernels shift the sign in, which is taken out again. */
    private static Tensor folded(Tensor z, int bits) {
        return z.bitwise_right_shift(new Scalar((long) bits))
                .bitwise_and_(new Scalar(-1L >>> bits))
                .bitwise_xor_(z);
    }

    /** The generator's output for a state. */
    static long mix(long z) {
        long y = (z ^ (z >>> 30)) * FIRST_FACTOR;
        y = (y ^ (y >>> 27)) * SECOND_FACTOR;
        return y ^ (y >>> 31);
    }
}
