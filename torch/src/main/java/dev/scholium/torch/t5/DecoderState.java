package dev.scholium.torch.t5;

import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Rows being decoded token by token, as many of each source. The keys and values of past tokens are kept, in place for
 * all steps from the beginning, so that a step costs the same work for every layer and copies nothing; those of a
 * source are there once for all of its rows.
 *
 * <p>Shapes: {@code S} sources, {@code B} rows, the first source's first.
 *
 * <p>Begun by {@link EncodedSources#decoder}. Not safe for several threads.
 */
public final class DecoderState implements AutoCloseable {

    private final T5Config config;
    private final T5Network network;
    private final int rowsPerSource;
    private final int maxSteps;
    private final KeysAndValues past; // of maxSteps tokens; those of rows that go on are the first ones
    private final Tensor position; // (1, H, 1, maxSteps), of the last step; an earlier one has its end
    private EncodedSources.CrossMemory memory;
    private boolean ownsMemory; // once sources were dropped
    private int rows;
    private int step;

    DecoderState(
            T5Config config,
            T5Network network,
            EncodedSources.CrossMemory memory,
            int sources,
            int rowsPerSource,
            int maxSteps) {
        if (maxSteps < 1 || rowsPerSource < 1) {
            throw new IllegalArgumentException(
                    "decoding needs at least 1 step and 1 row a source, but has " + maxSteps + " and " + rowsPerSource);
        }
        this.config = config;
        this.network = network;
        this.memory = memory;
        this.rows = sources * rowsPerSource;
        this.rowsPerSource = rowsPerSource;
        this.maxSteps = maxSteps;
        this.past = KeysAndValues.empty(network.embedding().weight(), config, rows, maxSteps)
                .owned();
        this.position = TensorScope.own(network.decoder().positionBias().forward(maxSteps - 1, 1, maxSteps));
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
            T5Attention.Bias bias = new T5Attention.Bias(position.narrow(3, maxSteps - 1 - step, step + 1), null);
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
            Tensor keys = going(past.keys(index));
            Tensor values = going(past.values(index));
            keys.narrow(2, step, 1).copy_(heads(self.key().forward(a)));
            values.narrow(2, step, 1).copy_(heads(self.value().forward(a)));
            Tensor written = TokenAttention.weigh(
                    heads(self.query().forward(a)),
                    keys.narrow(2, 0, step + 1),
                    values.narrow(2, 0, step + 1),
                    bias); // (B, H, K)
            Tensor h = tokens(self, written).add_(x); // (B, D)
            T5Attention cross = layer.crossAttention();
            Tensor source = TokenAttention.weigh(
                    heads(cross.query().forward(layer.crossNorm().forward(h))),
                    memory.seen().keys(index),
                    memory.seen().values(index),
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
     * Goes on with some rows alone, so that finished ones cost nothing. Of a source whose rows go on, there are as many
     * as before: some may be taken several times, in place of others.
     *
     * @param kept which rows go on, those of each source together and the sources in their order
     * @throws IllegalArgumentException if those of a source are fewer or more than before, or out of order
     */
    public void keepRows(int[] kept) {
        int[] sources = Arrays.stream(kept).map(row -> row / rowsPerSource).toArray();
        int[] keptSources = Arrays.stream(sources).sorted().distinct().toArray();
        for (int i = 0; i < kept.length; i++) {
            if (keptSources.length * rowsPerSource != kept.length || sources[i] != keptSources[i / rowsPerSource]) {
                throw new IllegalArgumentException("each source must keep " + rowsPerSource
                        + " rows, in order of the sources, but those that are kept are " + Arrays.toString(kept));
            }
        }
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor index = index(kept);
            for (int layer = 0; layer < config.numDecoderLayers(); layer++) {
                moveToFront(going(past.keys(layer)), index, kept.length);
                moveToFront(going(past.values(layer)), index, kept.length);
            }
            if (kept.length < rows) {
                EncodedSources.CrossMemory before = memory;
                memory = before.rows(index(keptSources));
                if (ownsMemory) {
                    before.close();
                }
                ownsMemory = true;
            }
            rows = kept.length;
        }
    }

    private Tensor index(int[] numbers) {
        return Tensors.ofLongs(
                network.device(), Arrays.stream(numbers).asLongStream().toArray(), numbers.length);
    }

    /** Past keys or values of the rows that are still decoded, {@code (B, H, maxSteps, K)}. */
    private Tensor going(Tensor ofPast) {
        return ofPast.narrow(0, 0, rows);
    }

    /** Moves some rows of past tokens to where the first ones lie. */
    private void moveToFront(Tensor rowsOfPast, Tensor index, int count) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor written = rowsOfPast.narrow(2, 0, step);
            written.narrow(0, 0, count).copy_(written.index_select(0, index));
        }
    }

    @Override
    public void close() {
        past.close();
        position.close();
        if (ownsMemory) {
            memory.close();
        }
    }
}
