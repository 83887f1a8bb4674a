package dev.scholium.torch.nn;

import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Factors of {@link Dropout}: 0 where an activation is dropped, elsewhere what keeps the mean.
 *
 * <p>Each is decided by 16 bits of {@link RandomBits}: the first half of them by the first and third 16 bits of each
 * random number, the second half by the second and fourth. So Java makes two factors in a 64-bit register, and its
 * compiler several in a vector one.
 */
final class DropoutMask {

    /** Values of a 16-bit random number. */
    static final int LEVELS = 1 << 16;

    private static final int FACTORS = 4; // of a random number
    private static final long FIELDS = 0x0000FFFF0000FFFFL; // 16 bits in each half of a long
    private static final long EACH = 0x0000000100000001L; // 1 in each half
    private static final int TOP_BIT = 31; // of a half

    private DropoutMask() {}

    /**
     * Draws factors.
     *
     * @param device where they shall lie
     * @param count how many
     * @param start state of the generator before the first
     * @param dropped how many of {@link #LEVELS} values drop an activation, from 0 to all but one
     * @return float32, {@code (count)}, the same on every device; owned by the caller's scope
     */
    static Tensor of(Device device, long count, long start, int dropped) {
        float factor = (float) LEVELS / (LEVELS - dropped);
        long numbers = (count + FACTORS - 1) / FACTORS;
        try (TensorScope scope = TensorScope.open()) {
            Tensor factors = device.isCpu()
                    ? byJava(numbers, start, dropped, factor)
                    : byKernels(device, numbers, start, dropped, factor); // (4 * numbers)
            return scope.keep(factors.narrow(0, 0, count)); // (count)
        }
    }

    static Tensor byJava(long numbers, long start, int dropped, float factor) {
        Tensor factors = Tensors.empty(Device.CPU, ScalarType.Float, FACTORS * numbers);
        LongPointer memory = new LongPointer(factors.data_ptr()); // two factors each
        long[] random = new long[(int) Math.min(RandomBits.BLOCK, numbers)];
        long[] first = new long[random.length];
        long[] second = new long[random.length];
        long whenKept = Float.floatToRawIntBits(factor);
        for (long done = 0; done < numbers; done += random.length) {
            int size = (int) Math.min(random.length, numbers - done);
            RandomBits.fill(random, start + done * RandomBits.GOLDEN_GAMMA);
            factors(random, 0, dropped, whenKept, first);
            factors(random, Short.SIZE, dropped, whenKept, second);
            memory.position(done).put(first, 0, size);
            memory.position(numbers + done).put(second, 0, size);
        }
        return factors;
    }

    /** In each half of a long: the factor's bits times whether the half's 16 random bits are at least a limit. */
    private static void factors(long[] random, int shift, int dropped, long whenKept, long[] factors) {
        long toTopBit = ((1L << TOP_BIT) - dropped) * EACH; // added to 16 bits, sets the half's top bit if they are
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (((((random[i] >>> shift) & FIELDS) + toTopBit) >>> TOP_BIT) & EACH) * whenKept;
        }
    }

    /** The same where Java cannot write: a dozen of the device's kernels. */
    static Tensor byKernels(Device device, long numbers, long start, int dropped, float factor) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor random = RandomBits.of(device, numbers, start)
                    .view(ScalarType.Short)
                    .view(numbers, FACTORS / 2, 2)
                    .permute(2, 0, 1)
                    .reshape(FACTORS * numbers); // (4 * numbers): first and third of each, then second and fourth
            return scope.keep(random.to(ScalarType.Int)
                    .bitwise_and_(new Scalar(LEVELS - 1)) // their sign is a bit like others
                    .ge(Tensors.scalar(dropped))
                    .to(ScalarType.Float)
                    .mul_(Tensors.scalar(factor))); // (4 * numbers)
        }
    }
}
