package dev.scholium.torch.t5;

import java.nio.file.Path;

/**
 * The shape of a T5 model, as {@code config.json} of its folder says it.
 *
 * @param vocabSize rows of the embedding, {@code V}
 * @param dModel features of a token, {@code D}
 * @param dKv features of a head, {@code K}
 * @param dFf features of the feed-forward layer, {@code F}
 * @param numLayers encoder layers
 * @param numDecoderLayers decoder layers
 * @param numHeads attention heads, {@code H}
 * @param relativeAttentionNumBuckets buckets of the relative position bias
 * @param relativeAttentionMaxDistance distance in tokens from which all share a bucket
 * @param feedForward kind of the feed-forward layer
 * @param layerNormEpsilon of the norms
 * @param dropoutRate probability the model was trained with; what is used is given with each forward pass
 * @param initializerFactor scale of a fresh model's weights
 * @param tieWordEmbeddings whether the head is the embedding
 * @param scaleDecoderOutputs whether logits are scaled by {@code D ** -0.5}
 * @param padTokenId id of the padding token
 * @param eosTokenId id of {@code </s>}
 * @param decoderStartTokenId id the decoder starts with
 */
public record T5Config(
        int vocabSize,
        int dModel,
        int dKv,
        int dFf,
        int numLayers,
        int numDecoderLayers,
        int numHeads,
        int relativeAttentionNumBuckets,
        int relativeAttentionMaxDistance,
        FeedForwardKind feedForward,
        double layerNormEpsilon,
        double dropoutRate,
        double initializerFactor,
        boolean tieWordEmbeddings,
        boolean scaleDecoderOutputs,
        int padTokenId,
        int eosTokenId,
        int decoderStartTokenId) {

    private static final int MAX_SIZE = 1 << 24; // more than any T5; keeps products of two sizes in a long
    private static final int MAX_LAYERS = 1000; // likewise; a damaged file shall not have millions of names made

    /**
     * Checks that such a model can exist.
     *
     * @throws IllegalArgumentException if a size, rate or id is out of range
     */
    public T5Config {
        size("vocab_size", vocabSize, 2, MAX_SIZE);
        size("d_model", dModel, 1, MAX_SIZE);
        size("d_kv", dKv, 1, MAX_SIZE);
        size("d_ff", dFf, 1, MAX_SIZE);
        size("num_layers", numLayers, 1, MAX_LAYERS);
        size("num_decoder_layers", numDecoderLayers, 1, MAX_LAYERS);
        size("num_heads", numHeads, 1, MAX_SIZE);
        size("num_heads * d_kv", (long) numHeads * dKv, 1, MAX_SIZE);
        new RelativePositionBuckets(relativeAttentionNumBuckets, relativeAttentionMaxDistance, true);
        check(layerNormEpsilon > 0 && layerNormEpsilon < 1, "layer_norm_epsilon must be in (0, 1)", layerNormEpsilon);
        check(dropoutRate >= 0 && dropoutRate < 1, "dropout_rate must be in [0, 1)", dropoutRate);
        check(
                initializerFactor > 0 && Double.isFinite(initializerFactor),
                "initializer_factor must be more than 0",
                initializerFactor);
        token("pad_token_id", padTokenId, vocabSize);
        token("eos_token_id", eosTokenId, vocabSize);
        token("decoder_start_token_id", decoderStartTokenId, vocabSize);
    }

    /**
     * Reads a model folder's {@code config.json}.
     *
     * @param folder a model folder in Hugging Face's layout
     * @return its shape
     * @throws dev.scholium.torch.checkpoint.CheckpointException if it is of another architecture, or impossible
     */
    public static T5Config read(Path folder) {
        return new T5ConfigFile(folder).read();
    }

    /** {@return {@code config.json} for Hugging Face's {@code T5ForConditionalGeneration}} */
    public String toJson() {
        return T5ConfigFile.json(this);
    }

    /** {@return features of all heads together, {@code H * K}} */
    public int innerSize() {
        return numHeads * dKv;
    }

    /** {@return the factor of the logits} */
    double logitScale() {
        return scaleDecoderOutputs ? Math.pow(dModel, -0.5) : 1.0;
    }

    /**
     * The same shape with another head.
     *
     * @param tied whether the head is the embedding
     * @param scaled whether logits are scaled by {@code D ** -0.5}
     * @return the changed shape
     */
    T5Config withHead(boolean tied, boolean scaled) {
        return new T5Config(
                vocabSize,
                dModel,
                dKv,
                dFf,
                numLayers,
                numDecoderLayers,
                numHeads,
                relativeAttentionNumBuckets,
                relativeAttentionMaxDistance,
                feedForward,
                layerNormEpsilon,
                dropoutRate,
                initializerFactor,
                tied,
                scaled,
                padTokenId,
                eosTokenId,
                decoderStartTokenId);
    }

    private static void size(String name, long value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be in [" + least + ", " + most + "], but is " + value);
        }
    }

    private static void token(String name, int value, int vocabSize) {
        if (value < 0 || value >= vocabSize) {
            throw new IllegalArgumentException(name + " must be in [0, " + vocabSize + "), but is " + value);
        }
    }

    private static void check(boolean holds, String wanted, double found) {
        if (!holds) {
            throw new IllegalArgumentException(wanted + ", but is " + found);
        }
    }
}
