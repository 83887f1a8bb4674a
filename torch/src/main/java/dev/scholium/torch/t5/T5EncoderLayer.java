package dev.scholium.torch.t5;

import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.nn.RmsNorm;
import dev.scholium.torch.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;

/**
 * One layer of the encoder: self-attention and feed-forward, each behind a norm and beside a residual path.
 *
 * @param attentionNorm before attention
 * @param attention among the source's tokens
 * @param feedForwardNorm before the feed-forward layer
 * @param feedForward of each token
 */
record T5EncoderLayer(
        RmsNorm attentionNorm, T5Attention attention, RmsNorm feedForwardNorm, T5FeedForward feedForward) {

    /**
     * Transforms source tokens.
     *
     * @param x {@code (N, D)}
     * @param layout where they stand
     * @param bias of their attention
     * @param dropout of activations
     * @return {@code (N, D)}, owned by the caller's scope
     */
    Tensor forward(Tensor x, TokenLayout layout, T5Attention.Bias bias, Dropout dropout) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor a = attentionNorm.forward(x); // (N, D)
            Tensor seen = attention.forward(a, layout, a, layout, bias, dropout); // (N, D)
            Tensor h = dropout.forwardInPlace(seen).add_(x); // (N, D)
            Tensor f = feedForward.forward(feedForwardNorm.forward(h), dropout); // (N, D)
            return scope.keep(dropout.forwardInPlace(f).add_(h)); // (N, D)
        }
    }
}
