package dev.scholium.torch.t5;

import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Where the tokens of ragged rows stand in the padded batch that attention needs.
 *
 * <p>The tensors belong to the scope that was open when the layout was made.
 */
final class TokenLayout {

    /** What a masked score gets: {@code exp} of it is 0 beside any other, and a sum with a bias stays finite. */
    static final float MASKED = -1e9f;

    private final int[] lengths;
    private final int longest;
    private final boolean full;
    private final Tensor positions; // (N): place of each token among B * L
    private final @Nullable Tensor mask; // (B, 1, 1, L)

    private TokenLayout(int[] lengths, int longest, boolean full, Tensor positions, @Nullable Tensor mask) {
        this.lengths = lengths;
        this.longest = longest;
        this.full = full;
        this.positions = positions;
        this.mask = mask;
    }

    /**
     * The layout of rows whose tokens are all seen.
     *
     * @param device where they are
     * @param lengths tokens of each row
     * @return the layout
     */
    static TokenLayout of(Device device, int[] lengths) {
        return of(device, lengths, lengths);
    }

    /**
     * The layout of rows.
     *
     * @param device where they are
     * @param lengths tokens of each row
     * @param visible how many of them attention may look at, from the first
     * @return the layout
     */
    static TokenLayout of(Device device, int[] lengths, int[] visible) {
        int rows = lengths.length;
        int longest = Arrays.stream(lengths).max().orElse(0);
        int tokens = Arrays.stream(lengths).sum();
        long[] positions = new long[tokens];
        float[] mask = new float[rows * longest];
        boolean masks = false;
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < longest; i++) {
                if (i < lengths[row]) {
                    positions[at++] = (long) row * longest + i;
                }
                if (i >= visible[row]) {
                    mask[row * longest + i] = MASKED;
                    masks = true;
                }
            }
        }
        return new TokenLayout(
                lengths.clone(),
                longest,
                tokens == rows * longest,
                Tensors.ofLongs(device, positions, tokens),
                masks ? Tensors.ofFloats(device, mask, rows, 1, 1, longest) : null);
    }

    /** {@return {@code B}} */
    int rows() {
        return lengths.length;
    }

    /** {@return {@code L}} */
    int longest() {
        return longest;
    }

    /** {@return what to add to the scores of keys laid out so: {@code (B, 1, 1, L)}, or null when all are seen} */
    @Nullable
    Tensor mask() {
        return mask;
    }

    /**
     * Place of a token among the {@code N} of all rows.
     *
     * @param row which row
     * @param token which of its tokens, from 0
     * @return its place
     */
    int indexOf(int row, int token) {
        return Arrays.stream(lengths, 0, row).sum() + token;
    }

    /**
     * Lays tokens out with zeros behind the shorter rows.
     *
     * @param x {@code (N, F)}
     * @return {@code (B, L, F)}, owned by the caller's scope
     */
    Tensor padded(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            long features = x.size(1);
            Tensor padded = full
                    ? x
                    : Tensors.zeros(x, (long) rows() * longest, features).index_copy(0, positions, x); // (B * L, F)
            return scope.keep(padded.view(rows(), longest, features)); // (B, L, F)
        }
    }

    /**
     * Lays tokens out with zeros behind the shorter rows, and cuts their features into heads.
     *
     * @param x {@code (N, H * K)}
     * @param heads {@code H}
     * @return {@code (B, H, L, K)}, owned by the caller's scope
     */
    Tensor heads(Tensor x, int heads) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.keep(
                    padded(x).view(rows(), longest, heads, x.size(1) / heads).transpose(1, 2)); // (B, H, L, K)
        }
    }

    /**
     * The reverse of {@link #heads}.
     *
     * @param x {@code (B, H, L, K)}
     * @return {@code (N, H * K)}, owned by the caller's scope
     */
    Tensor tokens(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            long inner = x.size(1) * x.size(3);
            Tensor padded = x.transpose(1, 2).reshape((long) rows() * longest, inner); // (B * L, H * K)
            // embedding: the gather whose backward pass is fast
            return scope.keep(full ? padded : torch.embedding(padded, positions)); // (N, H * K)
        }
    }
}
