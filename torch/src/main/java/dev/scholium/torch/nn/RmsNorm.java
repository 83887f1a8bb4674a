package dev.scholium.torch.nn;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Scales each token to a root mean square of 1: {@code y = x / sqrt(mean(x^2) + epsilon) * weight}.
 *
 * <p>T5's layer norm: no mean is subtracted and nothing is added. Shapes: {@code N} tokens, {@code D} features.
 *
 * @param weight {@code (D)}
 * @param epsilon keeps the root from being 0
 * @see <a href="https://arxiv.org/abs/1910.07467">Zhang and Sennrich 2019</a>
 */
public record RmsNorm(Tensor weight, double epsilon) {

    /**
     * Normalises.
     *
     * @param x {@code (N, D)}
     * @return {@code (N, D)}, owned by the caller's scope
     */
    public Tensor forward(Tensor x) {
        return torch.rms_norm(
                x, new long[] {weight.size(0)}, new TensorOptional(weight), new DoubleOptional(epsilon)); // (N, D)
    }
}
