package dev.scholium.torch.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class Int8LinearTest {

    private static final double MEAN_ERROR = 0.03; // of a result: two roundings to 256 steps, of weights and of inputs

    @Test
    void multipliesNearlyAsFloatsDo() {
        try (TensorScope scope = TensorScope.open();
                Int8Linear int8 = Int8Linear.of(normal(48, 64))) {
            torch.manual_seed(1);
            Tensor x = torch.randn(7, 64); // (7, 64)

            float[] exact = Tensors.floats(new DenseLinear(normal(48, 64)).forward(x));
            float[] rounded = Tensors.floats(int8.forward(x));

            double size = 0;
            double error = 0;
            for (int i = 0; i < exact.length; i++) {
                size += Math.abs(exact[i]);
                error += Math.abs(exact[i] - rounded[i]);
            }
            assertThat(error / size).isPositive().isLessThan(MEAN_ERROR);
        }
    }

    private static Tensor normal(long rows, long columns) {
        torch.manual_seed(2);
        return torch.randn(rows, columns);
    }
}
