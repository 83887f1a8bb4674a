package dev.scholium.benchmarks;

import dev.scholium.torch.t5.T5Config;
import dev.scholium.torch.train.EncodedExample;
import java.util.List;

/**
 * Floating point operations of the matrix products that a training step cannot do without: on real tokens only, one
 * forward pass and a backward pass of twice its work.
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

    private double products(double source, double target) {
        double d = config.dModel();
        double inner = (double) config.numHeads() * config.dKv();
        double feedForward = (config.feedForward().isGated() ? 3 : 2) * d * config.dFf();
        double encoder = source * (4 * d * inner + feedForward) + 2 * source * source * inner;
        double decoder = target * (6 * d * inner + feedForward) // q, k, v, o of itself; q and o of the source
                + source * 2 * d * inner // k and v of the source
                + 2 * target * (target + source) * inner;
        return config.numLayers() * encoder + config.numDecoderLayers() * decoder + target * d * config.vocabSize();
    }
}
