package dev.scholium.torch.tensor;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Java arrays in and out of tensors. */
public final class Tensors {

    private Tensors() {}

    /**
     * A tensor of indices.
     *
     * @param values in row-major order
     * @param shape whose product is the number of values
     * @return int64, owned by the caller's scope
     */
    public static Tensor ofLongs(long[] values, long... shape) {
        Tensor tensor = torch.empty(shape, new TensorOptions(torch.ScalarType.Long), new MemoryFormatOptional());
        if (values.length > 0) {
            new LongPointer(tensor.data_ptr_long()).put(values);
        }
        return tensor;
    }

    /**
     * A tensor of numbers.
     *
     * @param values in row-major order
     * @param shape whose product is the number of values
     * @return float32, owned by the caller's scope
     */
    public static Tensor ofFloats(float[] values, long... shape) {
        Tensor tensor = torch.empty(shape, new TensorOptions(torch.ScalarType.Float), new MemoryFormatOptional());
        if (values.length > 0) {
            new FloatPointer(tensor.data_ptr_float()).put(values);
        }
        return tensor;
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
                Tensor plain = tensor.detach().to(torch.ScalarType.Float).contiguous();
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
                Tensor plain = tensor.detach().to(torch.ScalarType.Double).contiguous();
                new DoublePointer(plain.data_ptr_double()).get(values);
            }
        }
        return values;
    }

    /**
     * Zeros of the same type of number as another tensor's.
     *
     * @param like of that type
     * @param shape sizes of its dimensions
     * @return the zeros, owned by the caller's scope
     */
    public static Tensor zeros(Tensor like, long... shape) {
        return torch.zeros(shape, new TensorOptions(like.scalar_type()));
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
                new LongPointer(tensor.contiguous().data_ptr_long()).get(values);
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
     * A number as libtorch's operators take it.
     *
     * @param value any number
     * @return a scalar, owned by the caller's scope
     */
    public static Scalar scalar(double value) {
        return new Scalar(value);
    }
}
