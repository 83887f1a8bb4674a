package dev.scholium.torch.t5;

import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The decoder's first step, for whoever takes no second one: keys and values of the source are not made.
 *
 * <p>The score of a source token is {@code q . (W_k s) = (W_k^T q) . s}, and a mean of values is {@code sum a (W_v s) =
 * W_v (sum a s)}, so that one query a row asks the encoder's output itself, a product of a whole row's tokens less in
 * every layer. A token that is alone sees itself, whatever its query: its self-attention is its value.
 *
 * <p>Shapes: {@code B} rows of {@code L} source tokens, {@code H} heads of {@code K} features.
 *
 * @param decoder its layers
 * @param sources the encoder's output, padded with zeros, {@code (B, L, D)}
 * @param mask 0 where a source token may be seen, {@code (B, 1, L)}, absent when all may
 */
record FirstStep(
        T5Decoder decoder, Tensor sources, @Nullable Tensor mask) {

    /**
     * Decodes the first token of every row.
     *
     * @param embedded the embedded start token of each row, {@code (B, D)}
     * @return {@code (B, D)}, owned by the caller's scope
     */
    Tensor forward(Tensor embedded) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor x = embedded; // (B, D)
            for (T5DecoderLayer layer : decoder.layers()) {
                x = layer(layer, x);
            }
            return scope.keep(decoder.finalNorm().forward(x)); // (B, D)
        }
    }

    private Tensor layer(T5DecoderLayer layer, Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            T5Attention self = layer.selfAttention();
            Tensor value = self.value().forward(layer.selfNorm().forward(x)); // (B, H * K)
            Tensor h = self.output().forward(value).add_(x); // (B, D)
            Tensor g =
                    look(layer.crossAttention(), layer.crossNorm().forward(h)).add_(h); // (B, D)
            Tensor f = layer.feedForward().forward(layer.feedForwardNorm().forward(g), Dropout.none()); // (B, D)
            return scope.keep(f.add_(g)); // (B, D)
        }
    }

    private Tensor look(T5Attention attention, Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            long rows = x.size(0);
            Tensor q = heads(attention.query().forward(x), attention.heads()); // (H, B, K)
            Tensor key = headsOfWeight(attention.key().weight(), attention.heads()); // (H, K, D)
            Tensor scores = q.bmm(key).transpose(0, 1).bmm(sources.transpose(1, 2)); // (B, H, L)
            if (mask != null) {
                scores.add_(mask);
            }
            Tensor seen = scores.softmax(-1).bmm(sources); // (B, H, D)
            Tensor value = headsOfWeight(attention.value().weight(), attention.heads()); // (H, K, D)
            Tensor mean = seen.transpose(0, 1).bmm(value.transpose(1, 2)); // (H, B, K)
            return scope.keep(
                    attention.output().forward(mean.transpose(0, 1).reshape(rows, mean.size(0) * mean.size(2))));
        }
    }

    /**
     * Tells which products are asked for their weights instead of multiplying.
     *
     * @param name of a parameter
     * @return whether it is a key's or a value's by which the decoder looks at the source
     */
    static boolean multipliesByWeight(String name) {
        return name.endsWith("EncDecAttention.k.weight") || name.endsWith("EncDecAttention.v.weight");
    }

    private static Tensor heads(Tensor x, int heads) {
        return x.view(x.size(0), heads, x.size(1) / heads).transpose(0, 1); // (H, B, K)
    }

    private static Tensor headsOfWeight(Tensor weight, int heads) {
        return weight.view(heads, weight.size(0) / heads, weight.size(1)); // (H, K, D)
    }
}
