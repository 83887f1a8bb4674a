package dev.scholium.torch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.scholium.torch.tensor.KernelThreads;
import dev.scholium.torch.tensor.OneDnnMatrix;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FewTokensLinearTest {

    private static final double TOLERANCE = 5e-4; // of sums of up to 2048 products of float32

    private final int threads = torch.get_num_threads();

    @AfterEach
    void computeAsBefore() {
        KernelThreads.setHere(threads);
    }

    /** Features of T5's sizes, in and out, and some that are no multiples of any register. */
    @ParameterizedTest
    @CsvSource({"512, 512", "512, 2048", "2048, 512", "768, 3072", "1024, 384", "301, 777"})
    void multipliesAnyNumberOfTokensAsLinearDoes(int in, int out) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            torch.manual_seed(3);
            Tensor weight = torch.randn(out, in); // (O, I)
            try (FewTokensLinear linear = of(weight)) {
                for (int tokens : new int[] {1, 2, 3, 6, 7, 8, 31, 80, 81, 200}) {
                    Tensor x = torch.randn(2L * tokens, in).narrow(0, tokens, tokens); // (N, I)
                    for (int each : new int[] {1, threads}) {
                        KernelThreads.setHere(each);

                        Tensor y = linear.forward(x); // (N, O)

                        assertThat(Tensors.shape(y)).containsExactly(tokens, out);
                        assertThat(y.is_contiguous()).isTrue();
                        assertThat(difference(y, torch.linear(x, weight)))
                                .as("%d tokens", tokens)
                                .isCloseTo(0, within(TOLERANCE));
                    }
                }
                assertThat(linear.weight().equal(weight)).isTrue();
            }
        }
    }

    @Test
    void multipliesTokensThatLieFeatureByFeature() {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor weight = torch.randn(512, 300); // (512, 300)
            Tensor x = torch.randn(300, 9).t(); // (9, 300)
            try (FewTokensLinear linear = of(weight)) {
                assertThat(difference(linear.forward(x), torch.linear(x, weight)))
                        .isCloseTo(0, within(TOLERANCE));
            }
        }
    }

    @Test
    void threadsMultiplyAtOnce() {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor weight = torch.randn(512, 512); // (512, 512)
            try (FewTokensLinear linear = of(weight)) {
                double worst = IntStream.range(0, 64)
                        .parallel()
                        .mapToDouble(i -> worstOf(linear, 3 + i))
                        .max()
                        .orElseThrow();

                assertThat(worst).isCloseTo(0, within(TOLERANCE));
            }
        }
    }

    private static double worstOf(Linear linear, long tokens) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor x = torch.randn(tokens, linear.weight().size(1)); // (N, I)
            return difference(linear.forward(x), torch.linear(x, linear.weight()));
        }
    }

    @Test
    void smallMatricesAndOtherNumbersAreNotPacked() {
        try (TensorScope scope = TensorScope.open()) {
            assertThat(OneDnnMatrix.suits(torch.eye(300))).isFalse();
            assertThat(OneDnnMatrix.suits(torch.eye(512).to(torch.ScalarType.Double)))
                    .isFalse();
        }
    }

    private static FewTokensLinear of(Tensor weight) {
        assumeTrue(OneDnnMatrix.suits(weight), "MKL, or OpenBLAS's kernels for AVX-512, multiply on this machine");
        Optional<OneDnnMatrix> matrix = OneDnnMatrix.transposed(weight);
        assumeTrue(matrix.isPresent(), "oneDNN has no single order for this shape on this machine");
        return new FewTokensLinear(new DenseLinear(weight, true), matrix.orElseThrow());
    }

    private static double difference(Tensor a, Tensor b) {
        return a.sub(b).abs().max().item_float();
    }
}
