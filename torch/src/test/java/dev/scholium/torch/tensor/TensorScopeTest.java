package dev.scholium.torch.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class TensorScopeTest {

    @Test
    void freesWhatIsNotKept() {
        Tensor freed;
        Tensor kept;
        try (TensorScope outer = TensorScope.open()) {
            try (TensorScope inner = TensorScope.open()) {
                freed = torch.ones(3);
                kept = inner.keep(torch.ones(3));
            }

            assertThat(freed.isNull()).isTrue();
            assertThat(Tensors.floats(kept)).containsExactly(1, 1, 1);
        }
        assertThat(kept.isNull()).isTrue();
    }

    @Test
    void anOwnedTensorOutlivesEveryScope() {
        Tensor owned;
        try (TensorScope outer = TensorScope.open();
                TensorScope inner = TensorScope.open()) {
            owned = TensorScope.own(torch.ones(3));
        }

        assertThat(Tensors.floats(owned)).containsExactly(1, 1, 1);
        owned.close();
        assertThat(owned.isNull()).isTrue();
    }
}
