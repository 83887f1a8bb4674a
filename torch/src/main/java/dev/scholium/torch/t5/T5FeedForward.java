package dev.scholium.torch.t5;

import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.nn.Linear;
import dev.scholium.torch.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * The layer that looks at each token by itself: {@code relu(x W_i) W_o}, or {@code (gelu(x W_0) * x W_1) W_o} with
 * gelu's tanh approximation.
 *
 * @param inner {@code (F, D)}
 * @param gate {@code (F, D)}, absent in T5 1.0
 * @param output {@code (D, F)}
 * @see <a href="https://arxiv.org/abs/2002.05202">Shazeer 2020</a>
 */
record T5FeedForward(Linear inner, @Nullable Linear gate, Linear output) {

    /**
     * Transforms tokens.
     *
     * @param x {@code (N, D)}
     * @param dropout of the inner activations
     * @return {@code (N, D)}, owned by the caller's scope
     */
    Tensor forward(Tensor x, Dropout dropout) {
        try (TensorScope scope = TensorScope.open()) {
            if (gate == null) { // dropped before relu, to which a factor of 0 or more is all the same: in one tensor
                Tensor kept = dropout.forwardInPlace(inner.forward(x, dropout)); // (N, F)
                return scope.keep(output.forward(torch.relu_(kept), dropout)); // (N, D)
            }
            Tensor activated = torch.gelu(inner.forward(x, dropout), "tanh").mul(gate.forward(x, dropout)); // (N, F)
            return scope.keep(output.forward(dropout.forward(activated), dropout)); // (N, D)
        }
    }
}
