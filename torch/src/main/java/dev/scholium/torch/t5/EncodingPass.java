package dev.scholium.torch.t5;

import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The encoder's forward pass where nothing is learnt: what a layer adds is added in place, and rows of equal length
 * look at themselves without padding or mask, a few at a time, so that their scores stay in a core's cache.
 *
 * <p>Shapes: {@code N} tokens of all rows, {@code R} rows of {@code L} tokens each, {@code H} heads of {@code K}
 * features.
 *
 * @param encoder its layers
 */
record EncodingPass(T5Encoder encoder) {

    /** Tokens of rows of equal length that are looked at together: small rows fill a product, long ones a cache. */
    private static final int TOKENS_AT_ONCE = 64;

    /** Tokens that go through all layers together, unless a single row has more: products are as fast from here on. */
    private static final int TOKENS_OF_PART = 1024;

    /**
     * Rows of equal length that stand together.
     *
     * @param from their first token
     * @param rows {@code R}
     * @param length {@code L}
     * @param bias of their attention, {@code (R * H, L, L)}
     */
    private record Run(long from, long rows, long length, Tensor bias) {

        /** The run's tokens, cut into heads: {@code (R, H, L, K)} out of {@code (N, H * K)}. */
        Tensor heads(Tensor x, int heads) {
            return x.narrow(0, from, rows * length)
                    .view(rows, length, heads, x.size(1) / heads)
                    .transpose(1, 2);
        }

        /** The same as a list of matrices: {@code (R * H, L, K)}. */
        Tensor matrices(Tensor x, int heads) {
            return heads(x, heads).reshape(rows * heads, length, x.size(1) / heads);
        }
    }

    /**
     * Encodes sources.
     *
     * @param embedded embedded source tokens, {@code (N, D)}; overwritten
     * @param lengths tokens of each row
     * @return {@code (N, D)}, owned by the caller's scope
     */
    Tensor forward(Tensor embedded, int[] lengths) {
        try (TensorScope scope = TensorScope.open()) {
            long from = 0;
            int row = 0;
            while (row < lengths.length) {
                int end = row + 1;
                long tokens = lengths[row];
                while (end < lengths.length && tokens + lengths[end] <= TOKENS_OF_PART) {
                    tokens += lengths[end++];
                }
                encode(embedded.narrow(0, from, tokens), Arrays.copyOfRange(lengths, row, end));
                from += tokens;
                row = end;
            }
            return scope.keep(encoder.finalNorm().forward(embedded)); // (N, D)
        }
    }

    /** Some rows through all layers, in place. */
    private void encode(Tensor x, int[] lengths) {
        try (TensorScope scope = TensorScope.open()) {
            List<Run> runs = runs(lengths);
            for (T5EncoderLayer layer : encoder.layers()) {
                try (TensorScope inLayer = TensorScope.open()) {
                    Tensor a = layer.attentionNorm().forward(x); // (N, D)
                    x.add_(attend(layer.attention(), a, runs));
                    Tensor f = layer.feedForwardNorm().forward(x); // (N, D)
                    x.add_(layer.feedForward().forward(f, Dropout.none()));
                }
            }
        }
    }

    private Tensor attend(T5Attention attention, Tensor x, List<Run> runs) {
        try (TensorScope scope = TensorScope.open()) {
            int heads = attention.heads();
            Tensor q = attention.query().forward(x); // (N, H * K)
            Tensor k = attention.key().forward(x); // (N, H * K)
            Tensor v = attention.value().forward(x); // (N, H * K)
            for (Run run : runs) {
                try (TensorScope inRun = TensorScope.open()) {
                    Tensor keys = run.matrices(k, heads).transpose(1, 2); // (R * H, K, L)
                    Tensor scores = torch.baddbmm(run.bias(), run.matrices(q, heads), keys); // (R * H, L, L)
                    torch.softmax_out(scores, scores, -1);
                    Tensor place = run.heads(q, heads); // (R, H, L, K): these queries have been asked
                    if (run.rows() == 1) {
                        torch.bmm_out(place.select(0, 0), scores, run.matrices(v, heads));
                    } else {
                        place.copy_(scores.bmm(run.matrices(v, heads)).view_as(place));
                    }
                }
            }
            return scope.keep(attention.output().forward(q)); // (N, D)
        }
    }

    private List<Run> runs(int[] lengths) {
        int longest = Arrays.stream(lengths).max().orElse(0);
        Tensor position = encoder.positionBias().forward(0, longest, longest); // (1, H, L, L) of the longest
        List<Run> runs = new ArrayList<>();
        long from = 0;
        int row = 0;
        while (row < lengths.length) {
            int length = lengths[row];
            int end = row + 1;
            while (end < lengths.length && lengths[end] == length && (end + 1L - row) * length <= TOKENS_AT_ONCE) {
                end++;
            }
            Tensor bias = position.narrow(2, 0, length).narrow(3, 0, length); // (1, H, L, L)
            long rows = (long) end - row;
            Tensor each = bias.expand(rows, bias.size(1), length, length)
                    .reshape(rows * bias.size(1), length, length); // (R * H, L, L)
            runs.add(new Run(from, rows, length, each));
            from += rows * length;
            row = end;
        }
        return runs;
    }
}
