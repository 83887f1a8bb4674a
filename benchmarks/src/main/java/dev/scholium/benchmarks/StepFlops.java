package dev.scholium.benchmarks;

import dev.scholium.torch.t5.T5Config;
import dev.scholium.torch.train.EncodedExample;
import java.util.List;

/**
 * Floating point operations of the matrix products that work on real tokens cannot do without: a training step, one
 * forward pass and a backward pass of twice its work; a label, the encoder and one step of the decoder.
 *
 * @param config shape of the student
 * @see <a href="https://arxiv.org/abs/2001.08361">Kaplan et al. 2020, section 2.1: products alone, 2 operations
 *     each</a>
 */
record StepFlops(T5Config config) {

    private static final int PASSES = 3;

    /**
     * The operations of a step.
     *
     * @param rows of its batch
     * @return how many
     */
    double of(List<EncodedExample> rows) {
        double products = rows.stream()
                .mapToDouble(row -> products(row.source().length, row.target().length))
                .sum();
        return 2 * PASSES * products;
    }

    /**
     * The operations of a label that is told by one step of the decoder, which asks the encoder's output itself.
     *
     * @param source tokens of its row
     * @return how many
     */
    double ofLabel(double source) {
        double d = config.dModel();
        double decoder = 6 * d * inner()
                + feedForward() // v and o of itself; q, k, v and o of the source
                + 2 * source * config.numHeads() * d;
        return 2 * (config.numLayers() * encoder(source) + config.numDecoderLayers() * decoder);
    }

    private double inner() {
        return (double) config.numHeads() * config.dKv();
    }

    private double feedForward() {
        return (config.feedForward().isGated() ? 3.0 : 2.0) * config.dModel() * config.dFf();
    }

    private double encoder(double source) {
        return source * (4 * config.dModel() * inner() + feedForward()) + 2 * source * source * inner();
    }

    private double products(double source, double target) {
        double d = config.dModel();
        double inner = inner();
        double decoder = target * (6 * d * inner + feedForward()) // q, k, v, o of itself; q and o of the source
                + source * 2 * d * inner // k and v of the source
                + 2 * target * (target + source) * inner;
        return config.numLayers() * encoder(source)
                + config.numDecoderLayers() * decoder
                + target * d * config.vocabSize();
    }
}
