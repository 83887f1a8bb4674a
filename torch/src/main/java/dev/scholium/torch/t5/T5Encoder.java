package dev.scholium.torch.t5;

import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.nn.RmsNorm;
import dev.scholium.torch.tensor.TensorScope;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Reads the source: every token sees every other of its row.
 *
 * @param positionBias of all layers
 * @param layers from the first
 * @param finalNorm behind the last
 */
record T5Encoder(RelativePositionBias positionBias, List<T5EncoderLayer> layers, RmsNorm finalNorm) {

    /**
     * Encodes sources.
     *
     * @param embedded embedded source tokens, dropout applied, {@code (N, D)}
     * @param layout where they stand
     * @param dropout of activations
     * @return {@code (N, D)}, owned by the caller's scope
     */
    Tensor forward(Tensor embedded, TokenLayout layout, Dropout dropout) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor position = positionBias.forward(0, layout.longest(), layout.longest()); // (1, H, L, L)
            T5Attention.Bias bias = new T5Attention.Bias(position, layout.mask());
            Tensor x = embedded; // (N, D)
            for (T5EncoderLayer layer : layers) {
                x = layer.forward(x, layout, bias, dropout);
            }
            return scope.keep(dropout.forwardInPlace(finalNorm.forward(x))); // (N, D)
        }
    }
}
