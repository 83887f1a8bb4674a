package dev.scholium.torch.t5;

import dev.scholium.torch.nn.Linear;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Turns decoder output into scores of the vocabulary, and compares them with the targets.
 *
 * <p>The loss is taken some hundred tokens at a time, and its gradient made by hand in the place of their logits, since
 * the logits of a whole batch would be its largest tensor.
 *
 * @param weight {@code (V, D)}; the embedding itself where they are tied
 * @param product multiplies by it to score
 * @param scale factor of the logits
 */
record T5Head(Tensor weight, Linear product, double scale) {

    /** Scores kept at a time, at most: products of fewer tokens are slower. 128 MB of float32. */
    static final long LOGITS_AT_ONCE = 1L << 25;

    /** Scores turned into a gradient at a time: what stays in a core's cache. */
    private static final long LOGITS_IN_CACHE = 1L << 19;

    /**
     * Scores of the vocabulary.
     *
     * @param hidden decoder output, {@code (N, D)}
     * @return {@code (N, V)}, owned by the caller's scope
     */
    Tensor logits(Tensor hidden) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.keep(product.forward(scaled(hidden))); // (N, V)
        }
    }

    /**
     * Scores of some tokens.
     *
     * @param hidden decoder output, {@code (N, D)}
     * @param ids of those tokens
     * @return {@code (N, ids)}, owned by the caller's scope
     */
    Tensor logits(Tensor hidden, int[] ids) {
        try (TensorScope scope = TensorScope.open()) {
            long[] rows = Arrays.stream(ids).asLongStream().toArray();
            Tensor some = weight.index_select(0, Tensors.ofLongs(Device.of(weight), rows, rows.length)); // (ids, D)
            return scope.keep(torch.linear(scaled(hidden), some)); // (N, ids)
        }
    }

    /**
     * Cross-entropy of a batch, and on request its gradient: added to the head's, and passed back through the decoder's
     * output to all other parameters.
     *
     * @param hidden decoder output with its graph, {@code (N, D)}
     * @param batch the targets
     * @param weights of each token in the loss; null for no gradient
     * @return sums of the cross-entropies
     */
    LossSums loss(Tensor hidden, TokenBatch batch, @Nullable TokenWeights weights) {
        TokenBatch.Segment[] segments = batch.segments();
        try (TensorScope scope = TensorScope.open()) {
            Tensor crossEntropy = Tensors.empty(Device.of(weight), ScalarType.Double, segments.length, 1); // (N, 1)
            Tensor gradient = weights == null ? null : torch.empty_like(hidden.detach()); // (N, D)
            try (NoGradGuard guard = new NoGradGuard()) {
                Tensor targets = Tensors.ofLongs(Device.of(weight), batch.targetIds(), segments.length, 1); // (N, 1)
                Tensor tokenWeights = weights == null ? null : weightOfTokens(segments, weights); // (N, 1)
                long size = evenPart(segments.length, LOGITS_AT_ONCE / weight.size(0));
                Tensor scores = Tensors.empty(weight, size, weight.size(0)); // (C, V), of one chunk after the other
                for (Chunk chunk : Chunk.of(segments.length, size)) {
                    chunk(
                            scores.narrow(0, 0, chunk.count()),
                            chunk.of(hidden.detach()),
                            chunk.of(targets),
                            chunk.of(crossEntropy),
                            gradient == null || tokenWeights == null || weights == null
                                    ? null
                                    : new Backward(chunk.of(gradient), chunk.of(tokenWeights), weights.smoothing()));
                }
            }
            if (gradient != null && hidden.requires_grad()) { // not where all before the head is frozen
                hidden.backward(gradient, new BoolOptional(), false, new TensorArrayRefOptional());
            }
            return sums(segments, Tensors.doubles(crossEntropy)); // read last: it waits for the device
        }
    }

    /**
     * Where a chunk's gradient goes.
     *
     * @param gradient of the decoder's output, to be filled in, {@code (C, D)}
     * @param tokenWeights {@code (C, 1)}
     * @param smoothing share of each target that is spread over the vocabulary
     */
    private record Backward(Tensor gradient, Tensor tokenWeights, double smoothing) {
        Backward of(Chunk chunk) {
            return new Backward(chunk.of(gradient), chunk.of(tokenWeights), smoothing);
        }
    }

    /** The largest of as few and as equal parts as can be, of which none is larger than a limit. */
    private static long evenPart(long count, long limit) {
        long most = Math.max(1, limit);
        long parts = (count + most - 1) / most;
        return (count + parts - 1) / parts;
    }

    /**
     * Cross-entropies of a chunk of {@code C} tokens, {@code (C, 1)}; its gradients are made when there is a place for
     * them.
     *
     * @param scores to be overwritten, {@code (C, V)}
     */
    private void chunk(Tensor scores, Tensor hidden, Tensor targets, Tensor crossEntropy, @Nullable Backward backward) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor plain = weight.detach(); // (V, D)
            Tensor x = scaled(hidden); // (C, D)
            torch.mm_out(scores, x, plain.t());
            long size = Math.max(1, LOGITS_IN_CACHE / weight.size(0));
            for (Chunk few : Chunk.of(scores.size(0), size)) {
                compare(
                        few.of(scores),
                        few.of(targets),
                        few.of(crossEntropy),
                        backward == null ? null : backward.of(few));
            }
            if (backward != null) {
                torch.mm_out(backward.gradient(), scores, plain).mul_(Tensors.scalar(scale)); // (C, D)
                if (weight.requires_grad()) {
                    addGradient(scores.t(), x); // (V, D)
                }
            }
        }
    }

    /** Cross-entropies of some scores, whose gradient takes their place. */
    private static void compare(Tensor scores, Tensor targets, Tensor crossEntropy, @Nullable Backward backward) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor logits = wide(scores); // (C, V); the scores themselves in float32
            Tensor logProbabilities = torch.log_softmax_out(logits, logits, 1); // (C, V)
            Tensor negative = logProbabilities.gather(1, targets).neg_(); // (C, 1)
            double smoothing = backward == null ? 0 : backward.smoothing();
            if (smoothing > 0) {
                Tensor spread = logProbabilities.mean(new long[] {1}, true, new ScalarTypeOptional()); // (C, 1)
                negative.mul_(Tensors.scalar(1 - smoothing)).sub_(spread, Tensors.scalar(smoothing));
            }
            crossEntropy.copy_(negative);
            if (backward != null) {
                Tensor minus = Tensors.zeros(logProbabilities, targets.size(0), 1)
                        .fill_(Tensors.scalar(smoothing - 1)); // (C, 1)
                Tensor d = logProbabilities.exp_().scatter_add_(1, targets, minus); // (C, V)
                if (smoothing > 0) {
                    d.sub_(Tensors.scalar(smoothing / scores.size(1)));
                }
                scores.copy_(d.mul_(backward.tokenWeights()));
            }
        }
    }

    /** Sums over the vocabulary, and losses of tokens, need more digits than bfloat16 has. */
    private static Tensor wide(Tensor x) {
        return x.scalar_type().intern() == ScalarType.BFloat16 ? x.to(ScalarType.Float) : x;
    }

    /** The first one is the product itself: zeros to add it to would cost as much as a pass over both. */
    private void addGradient(Tensor scores, Tensor x) {
        Tensor gradient = weight.mutable_grad();
        if (gradient.defined()) {
            gradient.addmm_(scores, x); // (V, D)
        } else {
            gradient.put(scores.mm(x));
        }
    }

    private Tensor scaled(Tensor hidden) {
        return scale == 1.0 ? hidden : hidden.mul(Tensors.scalar(scale));
    }

    private Tensor weightOfTokens(TokenBatch.Segment[] segments, TokenWeights weights) {
        float[] each = new float[segments.length];
        for (int i = 0; i < each.length; i++) {
            each[i] = switch (segments[i]) {
                case LABEL -> (float) weights.label();
                case RATIONALE -> (float) weights.rationale();
                case NONE -> 0;
            };
        }
        return Tensors.ofFloats(Device.of(weight), each, each.length, 1); // (N, 1)
    }

    private static LossSums sums(TokenBatch.Segment[] segments, double[] crossEntropy) {
        double label = 0;
        double rationale = 0;
        for (int i = 0; i < segments.length; i++) {
            label += segments[i] == TokenBatch.Segment.LABEL ? crossEntropy[i] : 0;
            rationale += segments[i] == TokenBatch.Segment.RATIONALE ? crossEntropy[i] : 0;
        }
        long labels = Arrays.stream(segments)
                .filter(s -> s == TokenBatch.Segment.LABEL)
                .count();
        long rationales = Arrays.stream(segments)
                .filter(s -> s == TokenBatch.Segment.RATIONALE)
                .count();
        return new LossSums(label, rationale, labels, rationales);
    }

    private record Chunk(long from, long count) {

        /** As many of a size as there are, and what is left. */
        static List<Chunk> of(long count, long size) {
            return LongStream.range(0, (count + size - 1) / size)
                    .mapToObj(i -> new Chunk(i * size, Math.min(size, count - i * size)))
                    .toList();
        }

        Tensor of(Tensor tensor) {
            return tensor.narrow(0, from, count);
        }
    }
}
