package dev.scholium.torch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scholium.torch.tensor.BlasThreads;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("native")
class DenseLinearTest {

    /** As where several batches are computed at a time. */
    private final BlasThreads.OneEach oneThread = BlasThreads.oneEach();

    @AfterEach
    void multiplyAsBefore() {
        oneThread.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 7, 64, 65})
    void multipliesFewTokensAsItDoesMany(int tokens) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            torch.manual_seed(3);
            Tensor weight = torch.randn(2500, 24); // (2500, 24), more than are multiplied at once
            Tensor x = torch.randn(tokens, 24); // (N, 24)

            Tensor y = new DenseLinear(weight, true).forward(x); // (N, 2500)

            Tensor expected = torch.linear(x, weight); // (N, 2500)
            assertThat(Tensors.shape(y)).containsExactly(tokens, 2500);
            assertThat(y.is_contiguous()).isTrue();
            assertThat((double) y.sub(expected).abs().max().item_float()).isCloseTo(0, within(1e-5));
        }
    }

    /** More features than a small product has, and such as no number of them divides. */
    @ParameterizedTest
    @ValueSource(ints = {7, 32, 64})
    void multipliesManyFeatures(int tokens) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            torch.manual_seed(4);
            Tensor weight = torch.randn(50, 1100); // (50, 1100)
            Tensor x = torch.randn(2L * tokens, 1100).narrow(0, tokens, tokens); // (N, 1100)

            Tensor y = new DenseLinear(weight, true).forward(x); // (N, 50)

            Tensor expected = torch.linear(x, weight); // (N, 50)
            assertThat((double) y.sub(expected).abs().max().item_float()).isCloseTo(0, within(1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void letsGradientsThroughFrozenWeights(int tokens) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor weight = torch.randn(5, 24); // (5, 24)
            Tensor x = torch.randn(tokens, 24).set_requires_grad(true); // (N, 24)

            new DenseLinear(weight).forward(x).sum().backward();

            Tensor expected = weight.sum(0).expand(tokens, 24); // (N, 24)
            assertThat((double) x.grad().sub(expected).abs().max().item_float()).isCloseTo(0, within(1e-5));
        }
    }
}
