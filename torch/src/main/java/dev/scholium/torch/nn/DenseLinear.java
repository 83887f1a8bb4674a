package dev.scholium.torch.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A product with weights of floating point, which can be trained.
 *
 * @param weight {@code (O, I)}
 */
public record DenseLinear(Tensor weight) implements Linear {

    @Override
    public Tensor forward(Tensor x) {
        return torch.linear(x, weight); // (N, O)
    }
}
