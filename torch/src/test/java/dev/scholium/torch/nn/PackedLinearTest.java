package dev.scholium.torch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.scholium.torch.tensor.KernelThreads;
import dev.scholium.torch.tensor.PackedMatrix;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("native")
class PackedLinearTest {

    private final int threads = torch.get_num_threads();

    @BeforeEach
    void whereMklMultiplies() {
        assumeTrue(PackedMatrix.suits(torch.eye(2)), "MKL does not multiply on this machine");
    }

    @AfterEach
    void computeAsBefore() {
        KernelThreads.setHere(threads);
    }

    /** Any number of tokens, by one number of threads and another, as {@code linear} multiplies. */
    @ParameterizedTest
    @CsvSource({
        "1, 24, 2500", "5, 24, 2500", "64, 24, 2500", "1500, 24, 2500", // few features
        "1, 1100, 50", "7, 1100, 50", "33, 1100, 50", "1500, 1100, 50", // many
        "1, 1, 1", "3, 17, 1", "65, 512, 513"
    })
    void multipliesAsMatricesThatAreNotPacked(int tokens, int in, int out) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            torch.manual_seed(3);
            Tensor weight = torch.randn(out, in); // (O, I)
            Tensor x = torch.randn(2L * tokens, in).narrow(0, tokens, tokens); // (N, I)
            Tensor expected = torch.linear(x, weight); // (N, O)

            try (PackedLinear packed = PackedLinear.of(weight)) {
                weight.zero_(); // not needed any more
                for (int each : new int[] {threads, 1, 3}) {
                    KernelThreads.setHere(each);

                    Tensor y = packed.forward(x); // (N, O)

                    assertThat(Tensors.shape(y)).containsExactly(tokens, out);
                    assertThat(y.is_contiguous()).isTrue();
                    assertThat((double) y.sub(expected).abs().max().item_float())
                            .isCloseTo(0, within(2e-4));
                }
            }
        }
    }

    @Test
    void multipliesTokensThatLieFeatureByFeature() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor weight = torch.randn(6, 24); // (6, 24)
            Tensor x = torch.randn(24, 5).t(); // (5, 24)
            try (PackedLinear packed = PackedLinear.of(weight)) {
                Tensor difference = packed.forward(x).sub(torch.linear(x, weight)); // (5, 6)
                assertThat((double) difference.abs().max().item_float()).isCloseTo(0, within(1e-5));
            }
        }
    }

    @Test
    void itsWeightIsTheOneThatWasPackedToTheBit() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor weight = torch.randn(48, 64); // (48, 64)
            try (PackedLinear packed = PackedLinear.of(weight)) {
                assertThat(packed.weight().equal(weight)).isTrue();
            }
        }
    }

    @Test
    void otherNumbersAreNotPacked() {
        try (TensorScope scope = TensorScope.open()) {
            assertThat(PackedMatrix.suits(torch.eye(2).to(torch.ScalarType.Double)))
                    .isFalse();
        }
    }
}
