package dev.scholium.torch.t5;

import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.nn.RmsNorm;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Writes the target: every token sees those before it and the whole source.
 *
 * @param positionBias of all layers
 * @param layers from the first
 * @param finalNorm behind the last
 */
record T5Decoder(RelativePositionBias positionBias, List<T5DecoderLayer> layers, RmsNorm finalNorm) {

    /**
     * Decodes whole targets at once, each token seeing only the true ones before it.
     *
     * @param embedded embedded decoder input, dropout applied, {@code (N, D)}
     * @param layout where its tokens stand
     * @param encoded the encoder's output, {@code (N', D)}
     * @param encodedLayout where its tokens stand
     * @param dropout of activations
     * @return {@code (N, D)}, owned by the caller's scope
     */
    Tensor forward(Tensor embedded, TokenLayout layout, Tensor encoded, TokenLayout encodedLayout, Dropout dropout) {
        try (TensorScope scope = TensorScope.open()) {
            int length = layout.longest();
            Tensor position = positionBias.forward(0, length, length); // (1, H, L, L)
            T5DecoderLayer.Context context = new T5DecoderLayer.Context(
                    encoded, encodedLayout, new T5Attention.Bias(position, future(Device.of(position), length)));
            Tensor x = embedded; // (N, D)
            for (T5DecoderLayer layer : layers) {
                x = layer.forward(x, layout, context, dropout);
            }
            return scope.keep(dropout.forwardInPlace(finalNorm.forward(x))); // (N, D)
        }
    }

    /** What hides the tokens behind each one: {@code (1, 1, L, L)}, owned by the caller's scope. */
    static Tensor future(Device device, int length) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.keep(Tensors.filled(device, TokenLayout.MASKED, length, length)
                    .triu_(1)
                    .view(1, 1, length, length));
        }
    }
}
