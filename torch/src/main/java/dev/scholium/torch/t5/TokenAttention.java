package dev.scholium.torch.t5;

import dev.scholium.torch.tensor.BlasKernels;
import dev.scholium.torch.tensor.TensorScope;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Attention of one token a row, as decoding has it: the same as {@link T5Attention#weigh} with a single query.
 *
 * <p>Its products are a vector by a matrix for each row and head. Where OpenBLAS multiplies small matrices in place,
 * libtorch's fused attention is fastest. Elsewhere it would have OpenBLAS copy each matrix first, which costs more than
 * the product, so OpenBLAS's product of a matrix and a vector is called for each ({@code docs/performance.md}).
 *
 * <p>Shapes as there: {@code B} rows, {@code H} heads, {@code L} keys, {@code K} features. Keys and values may be those
 * of {@code S} sources, each for as many rows that stand together: {@code Q = B / S}.
 */
final class TokenAttention {

    private TokenAttention() {}

    /**
     * The mean of the values, weighted by how well their keys fit the query.
     *
     * @param q {@code (B, H, 1, K)}
     * @param k {@code (S, H, L, K)}
     * @param v {@code (S, H, L, K)}
     * @param bias added to the scores; its mask, if there is one, for {@code S} sources
     * @return {@code (B, H, K)}, owned by the caller's scope
     */
    static Tensor weigh(Tensor q, Tensor k, Tensor v, T5Attention.Bias bias) {
        boolean byVectors = !BlasKernels.multiplySmallInPlace() && HeadProducts.suit(q);
        return byVectors ? weighByVectors(q, k, v, bias) : weighFused(q, k, v, bias);
    }

    /** The same by libtorch's fused attention, the queries of a source being several of one row. */
    static Tensor weighFused(Tensor q, Tensor k, Tensor v, T5Attention.Bias bias) {
        try (TensorScope scope = TensorScope.open()) {
            long sources = k.size(0);
            long each = q.size(0) / sources;
            Tensor queries = q.view(sources, each, q.size(1), q.size(3)).transpose(1, 2); // (S, H, Q, K)
            Tensor added = added(bias); // broadcasts to (S, H, Q, L)
            TensorOptional mask = added == null
                    ? new TensorOptional()
                    : new TensorOptional(added.expand(sources, q.size(1), each, k.size(2)));
            Tensor means = torch.scaled_dot_product_attention(
                    queries, k, v, mask, 0, false, new DoubleOptional(1), false); // (S, H, Q, K)
            return scope.keep(means.transpose(1, 2).reshape(q.size(0), q.size(1), q.size(3)));
        }
    }

    private static @Nullable Tensor added(T5Attention.Bias bias) {
        if (bias.position() == null || bias.mask() == null) {
            return bias.position() == null ? bias.mask() : bias.position();
        }
        return bias.position().add(bias.mask());
    }

    /** The same by a product for each row and head. */
    static Tensor weighByVectors(Tensor q, Tensor k, Tensor v, T5Attention.Bias bias) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor scores = HeadProducts.ofRows(k, q.squeeze(2)); // (B, H, L)
            if (bias.position() != null) {
                scores.add_(bias.position().squeeze(2)); // (1, H, L)
            }
            if (bias.mask() != null) {
                long sources = k.size(0);
                scores.view(sources, q.size(0) / sources, q.size(1), k.size(2)).add_(bias.mask()); // (S, 1, 1, L)
            }
            return scope.keep(HeadProducts.ofColumns(v, scores.softmax(-1))); // (B, H, K)
        }
    }
}
