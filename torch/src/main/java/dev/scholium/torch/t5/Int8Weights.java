package dev.scholium.torch.t5;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.torch.nn.Int8Linear;
import dev.scholium.torch.nn.Linear;
import dev.scholium.torch.tensor.Device;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** The products of a model that predicts with weights of 8 bits: all of its linear layers, and its head. */
final class Int8Weights implements AutoCloseable {

    private final Map<String, Int8Linear> linears = new LinkedHashMap<>();

    private Int8Weights() {}

    /** {@return no products, for a model of another precision} */
    static Int8Weights none() {
        return new Int8Weights();
    }

    /**
     * Products that are yet to be made.
     *
     * @param device where the model shall lie
     * @return none so far
     * @throws ScholiumException if it is not the processor
     */
    static Int8Weights on(Device device) {
        if (!device.isCpu()) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "precision int8 is computed by kernels for processors, but the device is " + device.name()
                            + "; predict with precision float32, or with --device cpu");
        }
        return new Int8Weights();
    }

    /**
     * Makes a product.
     *
     * @param name of the weight
     * @param weight {@code (O, I)}
     * @return the product, which this owns
     * @throws ScholiumException if this machine cannot compute it
     */
    Linear linear(String name, Tensor weight) {
        try {
            Int8Linear linear = Int8Linear.of(weight);
            linears.put(name, linear);
            return linear;
        } catch (RuntimeException e) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    "precision int8 needs libtorch's kernels for x86 processors with AVX2, which are missing here;"
                            + " predict with precision float32",
                    e);
        }
    }

    /** {@return whether there are none} */
    boolean isEmpty() {
        return linears.isEmpty();
    }

    /**
     * Frees the parameters that the products have replaced, but for the embedding and the head: of these, rows are
     * looked up.
     *
     * @param parameters by name; those are taken away
     */
    void freeReplaced(Map<String, Tensor> parameters) {
        for (String name : linears.keySet()) {
            if (!name.equals(T5Parameters.SHARED) && !name.equals(T5Parameters.HEAD)) {
                Tensor replaced = parameters.remove(name);
                if (replaced != null) {
                    replaced.close();
                }
            }
        }
    }

    @Override
    public void close() {
        linears.values().forEach(Int8Linear::close);
    }
}
