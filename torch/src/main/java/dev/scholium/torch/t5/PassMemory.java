package dev.scholium.torch.t5;

/** How much memory forward and backward passes take: a rule of thumb that counts the large tensors which are kept. */
public final class PassMemory {

    /** Layers whose freed memory glibc's allocator keeps, about, as measured: {@code docs/performance.md}. */
    private static final long FREED = 1;

    /** The same where each layer is computed, freed and computed anew. */
    private static final long FREED_WHEN_RECOMPUTING = 3;

    private PassMemory() {}

    /**
     * Estimates what passes take besides the weights.
     *
     * @param model what computes
     * @param batch its tokens
     * @param dropout whether masks are kept, too
     * @return bytes of gradients, activations, scores of the vocabulary, and weights that were rounded
     */
    public static long of(DataParallel model, TokenBatch batch, boolean dropout) {
        T5Config config = model.model().config();
        int bytes = model.settings().numberBytes();
        long gradients = model.workers() * model.model().trainableCount() * bytes;
        if (bytes < Float.BYTES) {
            gradients +=
                    model.model().trainableCount() * Float.BYTES + model.model().parameterCount() * bytes;
        }
        long scores = Math.min(model.workers() * T5Head.LOGITS_AT_ONCE, batch.targetTokens() * config.vocabSize());
        return gradients + bytes * (scores + activations(model, batch, dropout));
    }

    private static long activations(DataParallel parallel, TokenBatch batch, boolean dropout) {
        T5Config config = parallel.model().config();
        int masks = dropout ? 1 : 0;
        long source = batch.sourceTokens();
        long target = batch.targetTokens();
        long model = config.dModel();
        long inner = config.innerSize();
        // norm, residual and its successor, of each part of a layer; a mask beside each
        long part = model * (3 + masks + normsInFloat(parallel));
        // query, key, value, each packed and laid out, and what was seen
        long attention = part + 7 * inner;
        long feedForward = part + (config.feedForward().isGated() ? 4L + masks : 1L + masks) * config.dFf();
        // weights of attention, dropped ones and mask: of each head and pair of tokens
        long pairs = (1L + 2L * masks) * config.numHeads();
        int sourceLength = batch.longestSource();
        int targetLength = batch.longestTarget();
        long encoder = source * (attention + feedForward + pairs * sourceLength);
        long decoder = target * (2 * attention + feedForward + pairs * (targetLength + sourceLength))
                + source * 4 * inner; // keys and values of the source
        long layer = Math.max(encoder, decoder);
        if (parallel.settings().recomputes()) { // the layers' inputs, and one layer
            return model * (config.numLayers() * source + config.numDecoderLayers() * target)
                    + (1 + FREED_WHEN_RECOMPUTING) * layer;
        }
        return config.numLayers() * encoder + config.numDecoderLayers() * decoder + FREED * layer;
    }

    /**
     * How many bfloat16 a norm keeps more than in float32, of each number that it reads: libtorch takes norms in
     * float32, and keeps there what is read and what it divided by the root mean square.
     */
    private static int normsInFloat(DataParallel parallel) {
        return parallel.settings().rounds() ? 3 : 0; // two float32 are four bfloat16, of which one is counted
    }
}
