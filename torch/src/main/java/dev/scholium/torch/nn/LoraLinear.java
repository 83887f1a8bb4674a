package dev.scholium.torch.nn;

import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A product with weights that stay as they are, and a low-rank change that is trained: {@code y = x W^T + scale (x A^T)
 * B^T}. {@code R} is the rank.
 *
 * @param base {@code W}, {@code (O, I)}
 * @param down {@code A}, {@code (R, I)}
 * @param up {@code B}, {@code (O, R)}
 * @param scale how often the change counts
 * @see <a href="https://arxiv.org/abs/2106.09685">Hu et al. 2021, section 4.1</a>
 */
public record LoraLinear(Tensor base, Tensor down, Tensor up, double scale) implements Linear {

    @Override
    public Tensor forward(Tensor x) {
        return forward(x, Dropout.none());
    }

    @Override
    public Tensor weight() {
        try (TensorScope scope = TensorScope.open()) {
            return scope.keep(base.add(up.matmul(down), Tensors.scalar(scale))); // (O, I)
        }
    }

    @Override
    public Tensor forward(Tensor x, Dropout dropout) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor change = torch.linear(torch.linear(dropout.forwardAdapter(x), down), up); // (N, O)
            return scope.keep(torch.linear(x, base).add_(change, Tensors.scalar(scale))); // (N, O)
        }
    }
}
