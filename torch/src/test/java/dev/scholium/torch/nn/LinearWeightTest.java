package dev.scholium.torch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.torch.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A product's weight is what it multiplies by. */
@Tag("native")
class LinearWeightTest {

    private static final int STEPS = 255; // from the least weight of 8 bits to the largest

    @Test
    void ofDenseProducts() {
        try (TensorScope scope = TensorScope.open()) {
            compare(new DenseLinear(torch.randn(48, 64)), 1e-5);
        }
    }

    @Test
    void ofAdaptedProducts() {
        try (TensorScope scope = TensorScope.open()) {
            compare(new LoraLinear(torch.randn(48, 64), torch.randn(4, 64), torch.randn(48, 4), 0.5), 1e-4);
        }
    }

    @Test
    void ofRoundedProductsIsWithinHalfAStep() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor exact = torch.randn(48, 64); // (48, 64)
            double step = (exact.max().item_float() - exact.min().item_float()) / STEPS;
            try (Int8Linear int8 = Int8Linear.of(exact)) {
                Tensor error = int8.weight().sub(exact).abs(); // (48, 64)
                assertThat((double) error.max().item_float()).isPositive().isLessThan(0.51 * step);
            }
        }
    }

    private static void compare(Linear linear, double tolerance) {
        Tensor x = torch.randn(7, 64); // (7, 64)
        Tensor difference = linear.forward(x).sub(torch.linear(x, linear.weight())); // (7, 48)
        assertThat((double) difference.abs().max().item_float()).isCloseTo(0, within(tolerance));
    }
}
