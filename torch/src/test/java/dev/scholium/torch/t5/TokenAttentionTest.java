package dev.scholium.torch.t5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class TokenAttentionTest {

    private static final double TOLERANCE = 2e-5; // of float32

    /** Rows, heads, keys and features. */
    private static final long[][] SHAPES = {{1, 1, 1, 1}, {5, 2, 7, 8}, {3, 2, 9001, 32}};

    @Test
    void givesWhatAttentionOfManyTokensGivesForOne() {
        for (long[] shape : SHAPES) {
            try (TensorScope scope = TensorScope.open()) {
                Tensor q = random(shape[0], shape[1], 1, shape[3]);
                Tensor k = random(shape[0], shape[1], shape[2] + 1, shape[3]).narrow(2, 0, shape[2]); // with gaps
                Tensor v = random(shape[0], shape[1], shape[2], shape[3]);
                Tensor position = random(1, shape[1], 1, shape[2]);
                Tensor mask =
                        random(shape[0], 1, 1, shape[2]).le(Tensors.scalar(0)).to(torch.ScalarType.Float);
                T5Attention.Bias bias = new T5Attention.Bias(position, mask.mul_(Tensors.scalar(-100)));

                Tensor wanted = T5Attention.weigh(q, k, v, bias, Dropout.none()).squeeze(2);
                for (Tensor found : bothWays(q, k, v, bias)) {
                    assertThat(found.sub(wanted).abs().max().item_double())
                            .as("%d rows, %d heads, %d keys", shape[0], shape[1], shape[2])
                            .isLessThan(TOLERANCE);
                }
            }
        }
    }

    @Test
    void rowsOfASourceShareItsKeysAndValues() {
        for (long[] shape : SHAPES) {
            try (TensorScope scope = TensorScope.open()) {
                Tensor q = random(shape[0] * 3, shape[1], 1, shape[3]);
                Tensor k = random(shape);
                Tensor v = random(shape);
                Tensor mask = random(shape[0], 1, 1, shape[2]);

                Tensor wanted = TokenAttention.weigh(q, thrice(k), thrice(v), new T5Attention.Bias(null, thrice(mask)));
                for (Tensor found : bothWays(q, k, v, new T5Attention.Bias(null, mask))) {
                    assertThat(found.sub(wanted).abs().max().item_double())
                            .as("%d sources, %d heads, %d keys", shape[0], shape[1], shape[2])
                            .isLessThan(TOLERANCE);
                }
            }
        }
    }

    @Test
    void needsNoBias() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor q = random(4, 2, 1, 8);
            Tensor k = random(4, 2, 6, 8);
            List<Tensor> both = bothWays(q, k, k, new T5Attention.Bias(null, null));

            assertThat(both.get(0).sub(both.get(1)).abs().max().item_double()).isLessThan(TOLERANCE);
        }
    }

    private static List<Tensor> bothWays(Tensor q, Tensor k, Tensor v, T5Attention.Bias bias) {
        return List.of(TokenAttention.weighFused(q, k, v, bias), TokenAttention.weighByVectors(q, k, v, bias));
    }

    private static Tensor thrice(Tensor tensor) {
        return tensor.repeat_interleave(3, new LongOptional(0), new LongOptional());
    }

    private static Tensor random(long... shape) {
        return torch.randn(shape);
    }
}
