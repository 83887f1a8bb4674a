package dev.scholium.torch.t5;

import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.nn.Linear;
import dev.scholium.torch.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Multi-head attention, with two differences to the usual one: scores are not scaled, and a learned relative position
 * bias is added to them.
 *
 * @param query {@code (H * K, D)}
 * @param key {@code (H * K, D)}
 * @param value {@code (H * K, D)}
 * @param output {@code (D, H * K)}
 * @param heads {@code H}
 * @see <a href="https://arxiv.org/abs/1910.10683">Raffel et al. 2020, section 2.1</a>
 */
record T5Attention(Linear query, Linear key, Linear value, Linear output, int heads) {

    /**
     * What is added to the scores.
     *
     * @param position learned bias, {@code (1, H, Q, L)}, absent between decoder and encoder
     * @param mask 0 where a key may be seen, {@code (B or 1, 1, Q or 1, L)}, absent when all may
     */
    record Bias(@Nullable Tensor position, @Nullable Tensor mask) {}

    /**
     * Lets queries look at keys.
     *
     * @param x what asks, {@code (N, D)}
     * @param layout where its tokens stand
     * @param memory what is looked at, {@code (N', D)}; {@code x} itself in self-attention
     * @param memoryLayout where its tokens stand
     * @param bias added to the scores
     * @param dropout of the weights, and of what adapters read
     * @return {@code (N, D)}, owned by the caller's scope
     */
    Tensor forward(Tensor x, TokenLayout layout, Tensor memory, TokenLayout memoryLayout, Bias bias, Dropout dropout) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor q = layout.heads(query.forward(x, dropout), heads); // (B, H, Q, K)
            Tensor k = memoryLayout.heads(key.forward(memory, dropout), heads); // (B, H, L, K)
            Tensor v = memoryLayout.heads(value.forward(memory, dropout), heads); // (B, H, L, K)
            Tensor seen = layout.tokens(weigh(q, k, v, bias, dropout)); // (N, H * K)
            return scope.keep(output.forward(seen, dropout)); // (N, D)
        }
    }

    /**
     * The mean of the values, weighted by how well their keys fit the queries.
     *
     * @param q {@code (B, H, Q, K)}
     * @param k {@code (B, H, L, K)}
     * @param v {@code (B, H, L, K)}
     * @param bias added to the scores
     * @param dropout of the weights
     * @return {@code (B, H, Q, K)}, owned by the caller's scope
     */
    static Tensor weigh(Tensor q, Tensor k, Tensor v, Bias bias, Dropout dropout) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor scores = q.matmul(k.transpose(2, 3)); // (B, H, Q, L)
            if (bias.position() != null) {
                scores.add_(bias.position());
            }
            if (bias.mask() != null) {
                scores.add_(bias.mask());
            }
            Tensor weights = dropout.forward(scores.softmax(-1)); // (B, H, Q, L)
            return scope.keep(weights.matmul(v)); // (B, H, Q, K)
        }
    }
}
