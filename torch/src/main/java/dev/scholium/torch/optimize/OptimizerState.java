package dev.scholium.torch.optimize;

import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** The tensors that an optimiser keeps between steps, by name, and the number of steps among them. */
final class OptimizerState {

    private static final String STEP = "step"; // one float32: exact up to 16 million steps

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    /**
     * No tensors yet and no steps.
     *
     * @param parameters whose optimiser it is: the fused kernels want its steps where they lie
     */
    OptimizerState(Collection<Tensor> parameters) {
        Device device = parameters.stream().findFirst().map(Device::of).orElse(Device.CPU);
        try (TensorScope scope = TensorScope.open()) {
            tensors.put(STEP, TensorScope.own(Tensors.filled(device, 0, 1)));
        }
    }

    /**
     * Adds a tensor of zeros.
     *
     * @param name what for
     * @param like of the same type of number, on the same device
     * @param shape sizes of its dimensions
     * @return the tensor, owned by this state
     */
    Tensor zeros(String name, Tensor like, long... shape) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor zeros = TensorScope.own(Tensors.zeros(like, shape));
            tensors.put(name, zeros);
            return zeros;
        }
    }

    /** {@return a tensor by its name} */
    Tensor get(String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    /** {@return the number of the step that begins now, from 1} */
    long nextStep() {
        try (TensorScope scope = TensorScope.open()) {
            return (long) stepTensor().add_(Tensors.scalar(1)).item_float();
        }
    }

    /** {@return steps done, as a tensor with one number} */
    Tensor stepTensor() {
        return get(STEP);
    }

    /** {@return all tensors by name} */
    Map<String, Tensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    /**
     * Copies other values into the tensors.
     *
     * @param values of the same names and shapes
     * @throws IllegalArgumentException if they are not
     */
    void restore(Map<String, Tensor> values) {
        if (!values.keySet().equals(tensors.keySet())) {
            throw new IllegalArgumentException("the state of an optimiser must have its " + tensors.size()
                    + " tensors, but has " + values.size() + " or other ones");
        }
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            values.forEach((name, value) -> {
                long[] wanted = Tensors.shape(get(name));
                if (!Arrays.equals(wanted, Tensors.shape(value))) {
                    throw new IllegalArgumentException(name + " must be " + Arrays.toString(wanted) + ", but is "
                            + Arrays.toString(Tensors.shape(value)));
                }
                get(name).copy_(value);
            });
        }
    }

    /** Frees the tensors. */
    void close() {
        tensors.values().forEach(Tensor::close);
    }
}
