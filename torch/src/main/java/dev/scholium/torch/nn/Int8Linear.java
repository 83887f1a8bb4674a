package dev.scholium.torch.nn;

import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensorDoubleLong_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A product with weights of 8 bits, for prediction only: two to four times as fast as one with float32 and half the
 * memory, but not exact.
 *
 * <p>Weights are rounded to 256 steps between their least and their largest when it is made. So is the input, each time
 * it is multiplied: a token's result therefore depends a little on the tokens beside it. The result is float32. Safe
 * for several threads.
 *
 * @see <a href="https://arxiv.org/abs/2101.05615">Khudia et al. 2021: FBGEMM, whose kernels compute it</a>
 */
public final class Int8Linear implements PredictionLinear {

    private final Tensor weight; // (O, I) int8
    private final Tensor packed; // the same, in the order in which the kernels read it
    private final Tensor columnOffsets; // (O)
    private final Scalar scale;
    private final Scalar zeroPoint;
    private final Tensor bias; // (O), zeros: the kernels want one

    private Int8Linear(Tensor floatWeight) {
        T_TensorTensorDoubleLong_T quantized = torch.fbgemm_linear_quantize_weight(floatWeight);
        this.weight = TensorScope.own(new Tensor(quantized.get0())); // the tuple frees its own handles
        this.packed = TensorScope.own(torch.fbgemm_pack_quantized_matrix(weight));
        this.columnOffsets = TensorScope.own(new Tensor(quantized.get1()));
        this.scale = TensorScope.own(new Scalar(quantized.get2()));
        this.zeroPoint = TensorScope.own(new Scalar(quantized.get3()));
        this.bias = TensorScope.own(Tensors.filled(Device.CPU, 0, floatWeight.size(0)));
    }

    /**
     * Rounds weights.
     *
     * @param weight {@code (O, I)} float32; not needed any more afterwards
     * @return the product, to be closed by the caller
     * @throws RuntimeException if libtorch has no such kernels for this processor
     */
    public static Int8Linear of(Tensor weight) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            return new Int8Linear(weight.detach().contiguous());
        }
    }

    @Override
    public Tensor forward(Tensor x) {
        return torch.fbgemm_linear_int8_weight_fp32_activation(
                x, weight, packed, columnOffsets, scale, zeroPoint, bias); // (N, O)
    }

    @Override
    public Tensor weight() {
        try (TensorScope scope = TensorScope.open()) {
            return scope.keep(
                    weight.to(torch.ScalarType.Float).sub_(zeroPoint).mul_(scale)); // (O, I), as it was rounded
        }
    }

    @Override
    public void close() {
        weight.close();
        packed.close();
        columnOffsets.close();
        scale.close();
        zeroPoint.close();
        bias.close();
    }
}
