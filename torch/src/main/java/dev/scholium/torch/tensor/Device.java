package dev.scholium.torch.tensor;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Where tensors lie and are computed with. Tensors of two devices cannot be computed with together; results lie where
 * their operands lie.
 *
 * @param name libtorch's: {@code cpu}, {@code cuda} for the current one of several, {@code cuda:1}
 */
public record Device(String name) {

    /** The processor and its memory. */
    public static final Device CPU = new Device("cpu");

    /** The first graphics processor that CUDA shows. */
    public static final Device CUDA = new Device("cuda");

    /**
     * Where a tensor lies.
     *
     * @param tensor any tensor
     * @return its device
     */
    public static Device of(Tensor tensor) {
        if (tensor.is_cpu()) {
            return CPU;
        }
        try (TensorScope scope = TensorScope.open();
                BytePointer name = tensor.device().str()) {
            return new Device(name.getString());
        }
    }

    /** {@return whether it is the processor, whose memory Java can write to and read from} */
    public boolean isCpu() {
        return equals(CPU);
    }

    /** How libtorch is told to make a tensor here. */
    TensorOptions options(ScalarType type) {
        TensorOptions options = new TensorOptions(type);
        return isCpu() ? options : options.device(new DeviceOptional(new org.bytedeco.pytorch.Device(name)));
    }

    /**
     * Brings a tensor here.
     *
     * @param tensor any tensor
     * @return the same tensor if it lies here, a copy otherwise; owned by the caller's scope
     */
    public Tensor bring(Tensor tensor) {
        if (isCpu()) {
            return tensor.cpu();
        }
        try (TensorScope scope = TensorScope.open()) {
            return scope.keep(tensor.to(new org.bytedeco.pytorch.Device(name), tensor.scalar_type()));
        }
    }
}
