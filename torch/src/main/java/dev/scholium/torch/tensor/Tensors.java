package dev.scholium.torch.tensor;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Java arrays in and out of tensors. All tensors that are not results of others are made here, so that none comes to
 * lie on another device than those that it meets.
 */
public final class Tensors {

    private Tensors() {}

    /**
     * A tensor of indices.
     *
     * @param device where
     * @param values in row-major order
     * @param shape whose product is the number of values
     * @return int64, owned by the caller's scope
     */
    public static Tensor ofLongs(Device device, long[] values, long... shape) {
        Tensor tensor = empty(Device.CPU, ScalarType.Long, shape);
        if (values.length > 0) {
            new LongPointer(tensor.data_ptr_long()).put(values);
        }
        return device.bring(tensor);
    }

    /**
     * A tensor of numbers.
     *
     * @param device where
     * @param values in row-major order
     * @param shape whose product is the number of values
     * @return float32, owned by the caller's scope
     */
    public static Tensor ofFloats(Device device, float[] values, long... shape) {
        Tensor tensor = empty(Device.CPU, ScalarType.Float, shape);
        if (values.length > 0) {
            new FloatPointer(tensor.data_ptr_float()).put(values);
        }
        return device.bring(tensor);
    }

    /**
     * A tensor whose numbers are yet to be written.
     *
     * @param device where
     * @param type of the numbers
     * @param shape sizes of its dimensions
     * @return numbers by chance, owned by the caller's scope
     */
    public static Tensor empty(Device device, ScalarType type, long... shape) {
        return torch.empty(shape, device.options(type), new MemoryFormatOptional());
    }

    /**
     * A tensor whose numbers are yet to be written, of the same type as another's, where it lies.
     *
     * @param like of that type
     * @param shape sizes of its dimensions
     * @return numbers by chance, owned by the caller's scope
     */
    public static Tensor empty(Tensor like, long... shape) {
        return empty(Device.of(like), like.scalar_type(), shape);
    }

    /**
     * The same number many times.
     *
     * @param device where
     * @param value the number
     * @param shape sizes of the dimensions
     * @return float32, owned by the caller's scope
     */
    public static Tensor filled(Device device, double value, long... shape) {
        return torch.full(shape, scalar(value), device.options(ScalarType.Float));
    }

    /**
     * The numbers from 0.
     *
     * @param device where
     * @param count how many
     * @return int64, owned by the caller's scope
     */
    public static Tensor counted(Device device, long count) {
        return torch.arange(scalar((double) count), device.options(ScalarType.Long));
    }

    /**
     * A tensor's numbers, rounded to float32.
     *
     * @param tensor of floating point
     * @return its values in row-major order
     */
    public static float[] floats(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.numel())];
        if (values.length > 0) {
            try (TensorScope scope = TensorScope.open()) {
                Tensor plain = tensor.detach().cpu().to(ScalarType.Float).contiguous();
                new FloatPointer(plain.data_ptr_float()).get(values);
            }
        }
        return values;
    }

    /**
     * A tensor's numbers.
     *
     * @param tensor of floating point
     * @return its values in row-major order
     */
    public static double[] doubles(Tensor tensor) {
        double[] values = new double[Math.toIntExact(tensor.numel())];
        if (values.length > 0) {
            try (TensorScope scope = TensorScope.open()) {
                Tensor plain = tensor.detach().cpu().to(ScalarType.Double).contiguous();
                new DoublePointer(plain.data_ptr_double()).get(values);
            }
        }
        return values;
    }

    /**
     * Zeros of the same type of number as another tensor's, where it lies.
     *
     * @param like of that type
     * @param shape sizes of its dimensions
     * @return the zeros, owned by the caller's scope
     */
    public static Tensor zeros(Tensor like, long... shape) {
        return torch.zeros(shape, Device.of(like).options(like.scalar_type()));
    }

    /**
     * A tensor's indices.
     *
     * @param tensor int64
     * @return its values in row-major order
     */
    public static long[] longs(Tensor tensor) {
        long[] values = new long[Math.toIntExact(tensor.numel())];
        if (values.length > 0) {
            try (TensorScope scope = TensorScope.open()) {
                new LongPointer(tensor.cpu().contiguous().data_ptr_long()).get(values);
            }
        }
        return values;
    }

    /**
     * A tensor's shape.
     *
     * @param tensor any tensor
     * @return the sizes of its dimensions
     */
    public static long[] shape(Tensor tensor) {
        long[] shape = new long[Math.toIntExact(tensor.dim())];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = tensor.size(i);
        }
        return shape;
    }

    /**
     * Whether a tensor is what the processor's libraries of matrix products multiply.
     *
     * @param tensor any tensor
     * @return whether its numbers are float32 and lie in the processor's memory
     */
    public static boolean isFloat32OnCpu(Tensor tensor) {
        return tensor.is_cpu() && tensor.scalar_type().intern() == ScalarType.Float;
    }

    /**
     * A number as libtorch's operators take it.
     *
     * @param value any number
     * @return a scalar, owned by the caller's scope
     */
    public static Scalar scalar(double value) {
        return new Scalar(value);
    }
}
