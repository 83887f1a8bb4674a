package dev.scholium.torch.t5;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.student.LoraConfig;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The matrices of a low-rank adapter, which stand beside a model's parameters by peft's names: to {@code NAME.weight}
 * belong {@code NAME.lora_A.weight} and {@code NAME.lora_B.weight}.
 */
final class Adapter {

    private static final String WEIGHT = ".weight";
    private static final String DOWN = ".lora_A.weight";
    private static final String UP = ".lora_B.weight";

    private Adapter() {}

    /** The name of what reads, {@code A}, beside a weight. */
    static String down(String weight) {
        return module(weight) + DOWN;
    }

    /** The name of what writes, {@code B}, beside a weight. */
    static String up(String weight) {
        return module(weight) + UP;
    }

    /** {@return whether a name is an adapter's} */
    static boolean owns(String name) {
        return name.endsWith(DOWN) || name.endsWith(UP);
    }

    private static String module(String weight) {
        return weight.substring(0, weight.length() - WEIGHT.length());
    }

    /**
     * A new adapter as peft begins it: {@code A} uniform in plus or minus the root of one over its columns, {@code B}
     * 0, so that at first nothing changes.
     *
     * @param config shape of the model
     * @param lora of the adapter
     * @param seed of {@code A}
     * @param device where it shall lie; it is drawn on the processor
     * @return by name, to be closed by the receiver
     * @throws ScholiumException if the model has none of the targets
     */
    static Map<String, Tensor> fresh(T5Config config, LoraConfig lora, long seed, Device device) {
        Map<String, Tensor> adapter = new LinkedHashMap<>();
        try (TensorScope scope = TensorScope.open()) {
            Generator generator = torch.make_generator_cpu(seed);
            T5Parameters.of(config).forEach((name, spec) -> {
                String module = module(name);
                if (lora.targets().contains(module.substring(module.lastIndexOf('.') + 1))) {
                    long rows = spec.shape().get(0);
                    long columns = spec.shape().get(1);
                    double bound = 1 / Math.sqrt((double) columns);
                    Tensor down = Tensors.empty(Device.CPU, ScalarType.Float, lora.rank(), columns);
                    down.uniform_(-bound, bound, new GeneratorOptional(generator));
                    adapter.put(down(name), TensorScope.own(device.bring(down)));
                    adapter.put(up(name), TensorScope.own(Tensors.filled(device, 0, rows, lora.rank())));
                }
            });
        }
        if (adapter.isEmpty()) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "training.lora.targets: this student must have one of " + lora.targets()
                            + ", but has none; a gated one has wi_0 and wi_1 in place of wi");
        }
        return adapter;
    }

    /**
     * Adds an adapter's change to weights.
     *
     * @param weights by name; changed
     * @param adapter by name
     * @param scale how often the change counts
     */
    static void merge(Map<String, Tensor> weights, Map<String, Tensor> adapter, double scale) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            weights.forEach((name, weight) -> {
                Tensor down = adapter.get(down(name));
                if (down != null) {
                    Tensor up = Objects.requireNonNull(adapter.get(up(name)));
                    weight.detach().add_(up.detach().matmul(down.detach()), Tensors.scalar(scale));
                }
            });
        }
    }

    /**
     * Weights with an adapter's change, as a model without one has them.
     *
     * @param parameters weights and adapter by name
     * @param scale how often the change counts
     * @return the weights by name, those that are changed new; owned by the caller's scope
     */
    static Map<String, Tensor> merged(Map<String, Tensor> parameters, double scale) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> {
            if (!owns(name)) {
                weights.put(name, parameters.containsKey(down(name)) ? copied(parameter) : parameter);
            }
        });
        merge(weights, parameters, scale);
        return weights;
    }

    private static Tensor copied(Tensor tensor) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor plain = tensor.detach();
            return scope.keep(Tensors.zeros(plain, Tensors.shape(plain)).copy_(plain));
        }
    }
}
