package dev.scholium.torch.t5;

import dev.scholium.torch.tensor.BlasKernels;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Attention of one token a row, as decoding has it: the same as {@link T5Attention#weigh} with a single query.
 *
 * <p>Its products are a vector by a matrix for each row and head. Where OpenBLAS multiplies small matrices in place,
 * libtorch's fused attention is fastest. Elsewhere OpenBLAS would copy each matrix first, which costs more than the
 * product, so they are multiplied number by number and summed up ({@code docs/performance.md}).
 *
 * <p>Shapes as there: {@code B} rows, {@code H} heads, {@code L} keys, {@code K} features. Keys and values may be those
 * of {@code S} sources, each for as many rows that stand together: {@code Q = B / S}.
 */
final class TokenAttention {

    private static final long PRODUCTS_AT_ONCE = 1 << 20; // 4 MB of float32, from memory that is there already

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
        boolean fused = BlasKernels.multiplySmallInPlace() || !Device.of(q).isCpu();
        return fused ? weighFused(q, k, v, bias) : weighByNumbers(q, k, v, bias);
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

    /** The same number by number, some sources at a time. */
    static Tensor weighByNumbers(Tensor q, Tensor k, Tensor v, T5Attention.Bias bias) {
        try (TensorScope scope = TensorScope.open()) {
            long sources = k.size(0);
            Tensor queries = q.view(sources, q.size(0) / sources, q.size(1), 1, q.size(3)); // (S, Q, H, 1, K)
            long atOnce = Math.max(1, PRODUCTS_AT_ONCE * sources * sources / k.numel() / q.size(0));
            Tensor means = torch.empty_like(queries).squeeze(3); // (S, Q, H, K)
            for (long from = 0; from < sources; from += atOnce) {
                Some some = new Some(from, Math.min(atOnce, sources - from));
                weigh(some, queries, k, v, bias, some.of(means));
            }
            return scope.keep(means.view(q.size(0), q.size(1), q.size(3)));
        }
    }

    private static void weigh(Some some, Tensor q, Tensor k, Tensor v, T5Attention.Bias bias, Tensor means) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor scores = some.of(q).mul(some.of(k).unsqueeze(1)).sum(4); // (some, Q, H, L)
            if (bias.position() != null) {
                scores.add_(bias.position().squeeze(2)); // (1, H, L)
            }
            if (bias.mask() != null) {
                scores.add_(some.of(bias.mask())); // (some, 1, 1, L)
            }
            Tensor weights = scores.softmax(-1).unsqueeze(4); // (some, Q, H, L, 1)
            Tensor weighted = weights.mul(some.of(v).unsqueeze(1)); // (some, Q, H, L, K)
            torch.sum_out(means, weighted, new long[] {3}, false, new ScalarTypeOptional()); // (some, Q, H, K)
        }
    }

    /** Some of the sources. */
    private record Some(long from, long count) {
        Tensor of(Tensor tensor) {
            return tensor.narrow(0, from, count);
        }
    }
}
