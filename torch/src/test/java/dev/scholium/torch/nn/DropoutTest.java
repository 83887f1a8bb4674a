package dev.scholium.torch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.25, 0.5, 0.9})
    void dropsTheShareAndKeepsTheMean(double probability) {
        try (TensorScope scope = TensorScope.open()) {
            float[] values = Tensors.floats(Dropout.of(probability, 3).forward(torch.ones(1001, 999)));
            double zeros = 0;
            double sum = 0;
            for (float value : values) {
                zeros += value == 0 ? 1 : 0;
                sum += value;
                assertThat(value == 0 || Math.abs(value - 1 / (1 - probability)) < 1e-3)
                        .isTrue();
            }

            assertThat(zeros / values.length).isCloseTo(probability, offset(0.002));
            assertThat(sum / values.length).isCloseTo(1, offset(0.02));
        }
    }

    @Test
    void neighboursAreIndependent() {
        try (TensorScope scope = TensorScope.open()) {
            float[] values = Tensors.floats(Dropout.of(0.5, 5).forward(torch.ones(1_000_000)));
            for (int lag = 1; lag <= 9; lag++) {
                double both = 0;
                for (int i = lag; i < values.length; i++) {
                    both += values[i] > 0 && values[i - lag] > 0 ? 1 : 0;
                }
                assertThat(both / (values.length - lag)).as("lag %d", lag).isCloseTo(0.25, offset(0.003));
            }
        }
    }

    @Test
    void everyCallDrawsAnotherMaskAndASeedTheSameOnes() {
        try (TensorScope scope = TensorScope.open()) {
            Dropout one = Dropout.of(0.5, 1);
            Dropout same = Dropout.of(0.5, 1);
            float[] first = Tensors.floats(one.forward(torch.ones(100)));
            float[] second = Tensors.floats(one.forward(torch.ones(100)));

            assertThat(second).isNotEqualTo(first);
            assertThat(Tensors.floats(same.forward(torch.ones(100)))).isEqualTo(first);
            assertThat(Tensors.floats(same.forwardInPlace(torch.ones(100)))).isEqualTo(second);
        }
    }

    @Test
    void refusesToDropEverything() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dropout.of(1, 1))
                .withMessage("dropout must be in [0, 1), but is 1.0");
    }
}
