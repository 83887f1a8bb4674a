package dev.scholium.torch.nn;

import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * Sets activations to 0 at random and scales the others so that the mean stays: {@code y = x * mask / (1 - p)}.
 *
 * <p>One object serves one forward pass: each call draws the next mask, and the same seed draws the same masks,
 * whatever the device and the number of threads. {@code p} is rounded to a multiple of 1/65536, since a mask is made of
 * 16-bit random numbers: libtorch's own {@code bernoulli_} runs on one thread and would cost a sixth of a training
 * step. In bfloat16 the factor is rounded, too: 1.1094 instead of 1.1111 for {@code p = 0.1}.
 *
 * <p>Not safe for several threads.
 *
 * @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">Srivastava et al. 2014</a>
 */
public final class Dropout {

    private final int dropped; // of DropoutMask.LEVELS
    private final int droppedByAdapters; // of DropoutMask.LEVELS
    private final long seed;
    private long masks;

    private Dropout(int dropped, int droppedByAdapters, long seed) {
        this.dropped = dropped;
        this.droppedByAdapters = droppedByAdapters;
        this.seed = seed;
    }

    /** {@return dropout that changes nothing, for everything but training} */
    public static Dropout none() {
        return new Dropout(0, 0, 0);
    }

    /**
     * Dropout for one forward pass.
     *
     * @param probability of an activation to become 0, in {@code [0, 1)}
     * @param seed of the masks; derive another one for every forward pass
     * @return the dropout
     * @throws IllegalArgumentException if the probability is out of range
     */
    public static Dropout of(double probability, long seed) {
        return new Dropout(levels(probability), 0, seed);
    }

    /**
     * The same, with another probability for what low-rank adapters read.
     *
     * @param probability of a number to become 0, in {@code [0, 1)}
     * @return new dropout, which has drawn nothing yet
     * @throws IllegalArgumentException if the probability is out of range
     */
    public Dropout withAdapters(double probability) {
        return new Dropout(dropped, levels(probability), seed);
    }

    private static int levels(double probability) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException("dropout must be in [0, 1), but is " + probability);
        }
        return Math.min((int) Math.round(probability * DropoutMask.LEVELS), DropoutMask.LEVELS - 1);
    }

    /** {@return dropout that draws the masks which this one draws from now on} */
    public Dropout copy() {
        Dropout copy = new Dropout(dropped, droppedByAdapters, seed);
        copy.masks = masks;
        return copy;
    }

    /**
     * Drops from a tensor that others still need.
     *
     * @param x any shape
     * @return a new tensor, or {@code x} itself when nothing is dropped; owned by the caller's scope
     */
    public Tensor forward(Tensor x) {
        return dropped == 0 ? x : x.mul(mask(x, dropped));
    }

    /**
     * Drops from what a low-rank adapter reads.
     *
     * @param x any shape
     * @return a new tensor, or {@code x} itself when nothing is dropped; owned by the caller's scope
     */
    public Tensor forwardAdapter(Tensor x) {
        return droppedByAdapters == 0 ? x : x.mul(mask(x, droppedByAdapters));
    }

    /**
     * Drops in place.
     *
     * @param x any shape; the result of an operation whose backward pass does not read its result
     * @return {@code x}
     */
    public Tensor forwardInPlace(Tensor x) {
        return dropped == 0 ? x : x.mul_(mask(x, dropped));
    }

    private Tensor mask(Tensor like, int levels) {
        long start = RandomBits.mix(seed + ++masks * RandomBits.GOLDEN_GAMMA);
        return DropoutMask.of(Device.of(like), like.numel(), start, levels)
                .to(like.scalar_type())
                .view(Tensors.shape(like));
    }
}
