package dev.scholium.torch.t5;

import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Rows being decoded token by token. The keys and values of past tokens are kept, in place for all steps from the
 * beginning, so that a step costs the same work for every layer and copies nothing.
 *
 * <p>Begun by {@link EncodedSources#decoder}. Not safe for several threads.
 */
public final class DecoderState implements AutoCloseable {

    private final T5Config config;
    private final T5Network network;
    private final int maxSteps;
    private final List<Tensor> pastKeys = new ArrayList<>(); // each (B, H, maxSteps, K)
    private final List<Tensor> pastValues = new ArrayList<>(); // each (B, H, maxSteps, K)
    private final Tensor position; // (1, H, maxSteps, maxSteps)
    private EncodedSources.CrossMemory memory;
    private boolean ownsMemory; // once rows were dropped
    private int rows;
    private int step;

    DecoderState(T5Config config, T5Network network, EncodedSources.CrossMemory memory, int rows, int maxSteps) {
        if (maxSteps < 1) {
            throw new IllegalArgumentException("decoding needs at least 1 step, but has " + maxSteps);
        }
        this.config = config;
        this.network = network;
        this.memory = memory;
        this.rows = rows;
        this.maxSteps = maxSteps;
        for (int layer = 0; layer < config.numDecoderLayers(); layer++) {
            pastKeys.add(TensorScope.own(
                    Tensors.zeros(network.embedding().weight(), rows, config.numHeads(), maxSteps, config.dKv())));
            pastValues.add(TensorScope.own(
                    Tensors.zeros(network.embedding().weight(), rows, config.numHeads(), maxSteps, config.dKv())));
        }
        this.position = TensorScope.own(network.decoder().positionBias().forward(0, maxSteps, maxSteps));
    }

    /** {@return rows that are still decoded} */
    public int rows() {
        return rows;
    }

    /** {@return the id that every row's first step reads} */
    public int startId() {
        return config.decoderStartTokenId();
    }

    /**
     * Reads one more token a row.
     *
     * @param ids one a row: the start token, then whatever was chosen
     * @return scores of the next token, {@code (B, V)}; owned by the caller's scope
     * @throws IllegalStateException if all steps were made
     */
    public Tensor step(int[] ids) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            return scope.keep(network.head().logits(decoded(ids))); // (B, V)
        }
    }

    /** The decoder's output for one more token a row, {@code (B, D)}. */
    private Tensor decoded(int[] ids) {
        if (step >= maxSteps || ids.length != rows) {
            throw new IllegalStateException(
                    "step " + step + " of " + maxSteps + " must read " + rows + " tokens, but was given " + ids.length);
        }
        try (TensorScope scope = TensorScope.open()) {
            long[] longs = Arrays.stream(ids).asLongStream().toArray();
            Tensor x = network.embedding().forward(longs); // (B, D)
            T5Attention.Bias bias =
                    new T5Attention.Bias(position.narrow(2, step, 1).narrow(3, 0, step + 1), null);
            for (int layer = 0; layer < config.numDecoderLayers(); layer++) {
                x = layer(layer, x, bias);
            }
            step++;
            return scope.keep(network.decoder().finalNorm().forward(x)); // (B, D)
        }
    }

    private Tensor layer(int index, Tensor x, T5Attention.Bias bias) {
        T5DecoderLayer layer = network.decoder().layers().get(index);
        try (TensorScope scope = TensorScope.open()) {
            T5Attention self = layer.selfAttention();
            Tensor a = layer.selfNorm().forward(x); // (B, D)
            Tensor keys = pastKeys.get(index);
            Tensor values = pastValues.get(index);
            keys.narrow(2, step, 1).copy_(heads(self.key().forward(a)));
            values.narrow(2, step, 1).copy_(heads(self.value().forward(a)));
            Tensor past = TokenAttention.weigh(
                    heads(self.query().forward(a)),
                    keys.narrow(2, 0, step + 1),
                    values.narrow(2, 0, step + 1),
                    bias); // (B, H, K)
            Tensor h = tokens(self, past).add_(x); // (B, D)
            T5Attention cross = layer.crossAttention();
            Tensor source = TokenAttention.weigh(
                    heads(cross.query().forward(layer.crossNorm().forward(h))),
                    memory.keys().get(index),
                    memory.values().get(index),
                    new T5Attention.Bias(null, memory.mask())); // (B, H, K)
            Tensor g = tokens(cross, source).add_(h); // (B, D)
            Tensor f = layer.feedForward().forward(layer.feedForwardNorm().forward(g), Dropout.none()); // (B, D)
            return scope.keep(f.add_(g)); // (B, D)
        }
    }

    private Tensor heads(Tensor x) {
        return x.view(rows, config.numHeads(), 1, config.dKv()); // (B, H, 1, K)
    }

    private Tensor tokens(T5Attention attention, Tensor x) {
        return attention.output().forward(x.reshape(rows, config.innerSize())); // (B, D)
    }

    /**
     * Drops all other rows, so that finished ones cost nothing.
     *
     * @param kept which rows go on, in their order
     */
    public void keepRows(int[] kept) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor index = Tensors.ofLongs(
                    network.device(), Arrays.stream(kept).asLongStream().toArray(), kept.length);
            pastKeys.replaceAll(tensor -> some(tensor, index));
            pastValues.replaceAll(tensor -> some(tensor, index));
            EncodedSources.CrossMemory before = memory;
            memory = before.rows(index);
            if (ownsMemory) {
                before.close();
            }
            ownsMemory = true;
            rows = kept.length;
        }
    }

    private static Tensor some(Tensor tensor, Tensor index) {
        Tensor kept = TensorScope.own(tensor.index_select(0, index));
        tensor.close();
        return kept;
    }

    @Override
    public void close() {
        pastKeys.forEach(Tensor::close);
        pastValues.forEach(Tensor::close);
        position.close();
        if (ownsMemory) {
            memory.close();
        }
    }
}
