package dev.scholium.torch.t5;

import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.nn.RmsNorm;
import dev.scholium.torch.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;

/**
 * One layer of the decoder: self-attention, attention to the encoder's output, and feed-forward, each behind a norm and
 * beside a residual path.
 *
 * @param selfNorm before self-attention
 * @param selfAttention among the target's tokens, looking back only
 * @param crossNorm before attention to the source
 * @param crossAttention to the encoder's output
 * @param feedForwardNorm before the feed-forward layer
 * @param feedForward of each token
 */
record T5DecoderLayer(
        RmsNorm selfNorm,
        T5Attention selfAttention,
        RmsNorm crossNorm,
        T5Attention crossAttention,
        RmsNorm feedForwardNorm,
        T5FeedForward feedForward) {

    /**
     * What all decoder layers look at besides their own input.
     *
     * @param encoded the encoder's output, {@code (N', D)}
     * @param encodedLayout where its tokens stand
     * @param bias of the self-attention, the future masked
     */
    record Context(Tensor encoded, TokenLayout encodedLayout, T5Attention.Bias bias) {}

    /**
     * Transforms target tokens.
     *
     * @param x {@code (N, D)}
     * @param layout where they stand
     * @param context what else is looked at
     * @param dropout of activations
     * @return {@code (N, D)}, owned by the caller's scope
     */
    Tensor forward(Tensor x, TokenLayout layout, Context context, Dropout dropout) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor a = selfNorm.forward(x); // (N, D)
            Tensor past = selfAttention.forward(a, layout, a, layout, context.bias(), dropout); // (N, D)
            Tensor h = dropout.forwardInPlace(past).add_(x); // (N, D)
            TokenLayout memory = context.encodedLayout();
            T5Attention.Bias mask = new T5Attention.Bias(null, memory.mask());
            Tensor source = crossAttention.forward(
                    crossNorm.forward(h), layout, context.encoded(), memory, mask, dropout); // (N, D)
            Tensor g = dropout.forwardInPlace(source).add_(h); // (N, D)
            Tensor f = feedForward.forward(feedForwardNorm.forward(g), dropout); // (N, D)
            return scope.keep(dropout.forwardInPlace(f).add_(g)); // (N, D)
        }
    }
}
