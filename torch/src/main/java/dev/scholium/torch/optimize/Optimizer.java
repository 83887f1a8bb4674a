package dev.scholium.torch.optimize;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Changes parameters by their gradients. Not safe for several threads. */
public interface Optimizer extends AutoCloseable {

    /**
     * One step. Parameters without a gradient stay as they are.
     *
     * @param learningRate of this step
     */
    void step(double learningRate);

    /** {@return all that the next step depends on besides parameters and gradients; belongs to the optimiser} */
    Map<String, Tensor> state();

    /**
     * Goes on where another optimiser was.
     *
     * @param state of an optimiser of the same kind and parameters; copied
     * @throws IllegalArgumentException if the names or shapes differ
     */
    void restore(Map<String, Tensor> state);

    @Override
    void close();
}
