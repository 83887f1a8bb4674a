package dev.scholium.torch.t5;

import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.tensor.FreedMemory;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Sources that the encoder has read: made once, decoded as often as wished. The keys and values that each decoder layer
 * looks at are made when they are first asked for, since labels need none.
 *
 * <p>Not safe for several threads.
 */
public final class EncodedSources implements AutoCloseable {

    /** Bytes of what the decoder sees; it is decoded for long enough to make up for what giving back takes. */
    private static final long MUCH = 1 << 24;

    private final T5Config config;
    private final T5Network network;
    private final int[] lengths; // tokens of each row
    private final Tensor hidden; // (N, D)
    private @Nullable CrossMemory memory;

    private EncodedSources(T5Config config, T5Network network, int[] lengths, Tensor hidden) {
        this.config = config;
        this.network = network;
        this.lengths = lengths;
        this.hidden = hidden;
    }

    /**
     * What the decoder's layers see of some rows.
     *
     * @param seen {@code L} tokens of each
     * @param mask {@code (B, 1, 1, L)}, or null when all is seen
     */
    record CrossMemory(KeysAndValues seen, @Nullable Tensor mask) {

        /** The memory of some of the rows, owned by the caller. */
        CrossMemory rows(Tensor rows) {
            return new CrossMemory(seen.rows(rows), mask == null ? null : mask.index_select(0, rows)).owned();
        }

        /** The same, to be closed by the caller. */
        CrossMemory owned() {
            return new CrossMemory(seen.owned(), mask == null ? null : TensorScope.own(mask));
        }

        void close() {
            seen.close();
            if (mask != null) {
                mask.close();
            }
        }
    }

    static EncodedSources of(T5Config config, T5Network network, Tensor hidden, int[] lengths) {
        return new EncodedSources(config, network, lengths, TensorScope.own(hidden));
    }

    /** How the rows lie, over tensors of the present scope. */
    private TokenLayout sources() {
        return TokenLayout.of(network.device(), lengths);
    }

    /** What the decoder's layers see of all rows; needs an open scope. */
    private CrossMemory memory() {
        if (memory != null) {
            return memory;
        }
        List<T5DecoderLayer> layers = network.decoder().layers();
        TokenLayout sources = sources();
        KeysAndValues seen = KeysAndValues.empty(hidden, config, rows(), sources.longest());
        for (int layer = 0; layer < layers.size(); layer++) {
            try (TensorScope scope = TensorScope.open()) {
                T5Attention cross = layers.get(layer).crossAttention();
                seen.keys(layer).copy_(sources.heads(cross.key().forward(hidden), cross.heads()));
                seen.values(layer).copy_(sources.heads(cross.value().forward(hidden), cross.heads()));
            }
        }
        if (seen.all().nbytes() > MUCH) {
            FreedMemory.giveBack(); // of the encoder's layers: decoding needs less at a time
        }
        memory = new CrossMemory(seen, sources.mask()).owned();
        return memory;
    }

    /** {@return how many rows there are} */
    public int rows() {
        return lengths.length;
    }

    /**
     * The encoder's output for one token.
     *
     * @param row which row
     * @param token which of its tokens, from 0
     * @return {@code D} features
     */
    public float[] output(int row, int token) {
        try (TensorScope scope = TensorScope.open()) {
            return Tensors.floats(hidden.narrow(0, sources().indexOf(row, token), 1));
        }
    }

    /**
     * Scores of the vocabulary at the last tokens of targets that are given whole, all tokens at once.
     *
     * @param targets ids of each row, at least {@code last} a row; a token is scored given those before it
     * @param last how many tokens of each row are scored, at least 1
     * @return {@code (B * last, V)}, the rows one after the other; owned by the caller's scope
     */
    public Tensor logits(int[][] targets, int last) {
        TokenBatch batch = TokenBatch.of(targets, targets);
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            long[] ids = batch.decoderIds(config.decoderStartTokenId());
            TokenLayout sources = sources();
            TokenLayout written = batch.targetLayout(network.device());
            Tensor embedded = network.embedding().forward(ids); // (N, D)
            Tensor decoded = network.decoder().forward(embedded, written, hidden, sources, Dropout.none()); // (N, D)
            long[] places = new long[rows() * last];
            for (int row = 0; row < rows(); row++) {
                for (int i = 0; i < last; i++) {
                    places[row * last + i] = written.indexOf(row, targets[row].length - last + i);
                }
            }
            Tensor scored =
                    decoded.index_select(0, Tensors.ofLongs(network.device(), places, places.length)); // (B * last, D)
            return scope.keep(network.head().logits(scored)); // (B * last, V)
        }
    }

    /**
     * Scores of some tokens as the first of every row's target.
     *
     * @param scored ids of those tokens
     * @return {@code (B, scored)}; owned by the caller's scope
     */
    public Tensor firstScores(int[] scored) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            TokenLayout sources = sources();
            Tensor mask = sources.mask(); // (B, 1, 1, L)
            FirstStep step = new FirstStep(
                    network.decoder(), sources.padded(hidden), mask == null ? null : mask.squeeze(1)); // (B, 1, L)
            long[] ids = new long[rows()];
            Arrays.fill(ids, config.decoderStartTokenId());
            Tensor embedded = network.embedding().forward(ids); // (B, D)
            return scope.keep(network.head().logits(step.forward(embedded), scored)); // (B, scored)
        }
    }

    /**
     * Begins to decode all rows, one token a step.
     *
     * @param maxSteps how many steps at most, at least 1
     * @return the state before the first step, to be closed by the caller before these sources
     */
    public DecoderState decoder(int maxSteps) {
        return decoder(maxSteps, 1);
    }

    /**
     * Begins to decode every row several times, one token a step.
     *
     * @param maxSteps how many steps at most, at least 1
     * @param times how many rows of the state each of these rows becomes, at least 1; they stand together
     * @return the state before the first step, to be closed by the caller before these sources
     */
    public DecoderState decoder(int maxSteps, int times) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            return new DecoderState(config, network, memory(), rows(), times, maxSteps);
        }
    }

    @Override
    public void close() {
        hidden.close();
        if (memory != null) {
            memory.close();
        }
    }
}
