package dev.scholium.torch.t5;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.torch.nn.DenseLinear;
import dev.scholium.torch.nn.FewTokensLinear;
import dev.scholium.torch.nn.Int8Linear;
import dev.scholium.torch.nn.Linear;
import dev.scholium.torch.nn.PackedLinear;
import dev.scholium.torch.nn.PredictionLinear;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.MachineMemory;
import dev.scholium.torch.tensor.OneDnnMatrix;
import dev.scholium.torch.tensor.PackedMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** The products of a model that only predicts: all of its linear layers, and its head. */
final class PredictionProducts implements AutoCloseable {

    /** Of these, rows are looked up. */
    private static final Set<String> LOOKED_UP = Set.of(T5Parameters.SHARED, T5Parameters.HEAD);

    private static final int SHARE_OF_MEMORY = 8;

    private final Precision precision;
    private final List<PredictionLinear> linears = new ArrayList<>(); // those with weights of their own
    private long spareBytes = MachineMemory.bytes() / SHARE_OF_MEMORY; // for weights that are there twice

    private PredictionProducts(Precision precision) {
        this.precision = precision;
    }

    /**
     * Products that are yet to be made.
     *
     * @param precision of their weights
     * @param device where the model shall lie
     * @return none so far
     * @throws ScholiumException if the device has no such products
     */
    static PredictionProducts of(Precision precision, Device device) {
        if (precision == Precision.INT8 && !device.isCpu()) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "precision int8 is computed by kernels for processors, but the device is " + device.name()
                            + "; predict with precision float32, or with --device cpu");
        }
        return new PredictionProducts(precision);
    }

    /**
     * Makes a product. A parameter that nothing else needs is freed at once, so that a model is never in memory twice.
     *
     * @param name of the weight
     * @param weight {@code (O, I)}
     * @param parameters by name, from which the freed one is taken away
     * @return the product, which this owns
     * @throws ScholiumException if this machine cannot compute it
     */
    Linear linear(String name, Tensor weight, Map<String, Tensor> parameters) {
        PredictionLinear linear;
        if (precision == Precision.INT8) {
            linear = int8(weight);
        } else if (FirstStep.multipliesByWeight(name)) {
            return new DenseLinear(weight, true);
        } else if (PackedMatrix.suits(weight)) {
            linear = PackedLinear.of(weight);
        } else {
            return dense(name, weight);
        }
        linears.add(linear);
        if (!LOOKED_UP.contains(name)) {
            parameters.remove(name);
            weight.close();
        }
        return linear;
    }

    /** Those that decoding asks for the few tokens of a step have their weights twice, as far as there is memory. */
    private Linear dense(String name, Tensor weight) {
        DenseLinear dense = new DenseLinear(weight, true);
        long bytes = weight.nbytes();
        if (!isOfDecodingSteps(name) || bytes > spareBytes || !OneDnnMatrix.suits(weight)) {
            return dense;
        }
        return OneDnnMatrix.transposed(weight)
                .<Linear>map(matrix -> {
                    spareBytes -= bytes;
                    FewTokensLinear linear = new FewTokensLinear(dense, matrix);
                    linears.add(linear);
                    return linear;
                })
                .orElse(dense);
    }

    private static boolean isOfDecodingSteps(String name) {
        return LOOKED_UP.contains(name) || name.startsWith("decoder.");
    }

    private static Int8Linear int8(Tensor weight) {
        try {
            return Int8Linear.of(weight);
        } catch (RuntimeException e) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    "precision int8 needs libtorch's kernels for x86 processors with AVX2, which are missing here;"
                            + " predict with precision float32",
                    e);
        }
    }

    @Override
    public void close() {
        linears.forEach(PredictionLinear::close);
    }
}
