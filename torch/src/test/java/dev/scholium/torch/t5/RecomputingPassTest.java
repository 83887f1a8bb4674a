package dev.scholium.torch.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.scholium.student.ModelPart;
import dev.scholium.student.TrainingPrecision;
import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecomputingPassTest {

    private static final int[][] SOURCES = {{5, 6, 7, 8, 9, 1}, {10, 11, 1}, {12, 13, 14, 15, 1}, {1}};
    private static final int[][] TARGETS = {{20, 21, 22, 1}, {23, 24, 25, 26, 27, 1}, {28, 1}, {29, 30, 1}};
    private static final TokenWeights WEIGHTS = new TokenWeights(0.05, 0.07, 0);
    private static final PassSettings RECOMPUTING = new PassSettings(TrainingPrecision.FLOAT32, true);

    private static TokenBatch batch() {
        return TokenBatch.of(SOURCES, TARGETS, new int[] {2, 1, 2, 1});
    }

    private static Map<String, double[]> gradients(T5Model model, PassSettings settings) {
        model.zeroGradients();
        try (DataParallel parallel = DataParallel.of(model, settings, 2)) {
            LossSums sums = parallel.forwardBackward(batch(), WEIGHTS, share -> Dropout.of(0.1, 7 + share));
            Map<String, double[]> gradients = new LinkedHashMap<>();
            gradients.put("loss", new double[] {sums.label(), sums.rationale()});
            model.parameters().forEach((name, parameter) -> {
                try (TensorScope scope = TensorScope.open()) {
                    if (parameter.grad().defined()) {
                        gradients.put(name, Tensors.doubles(parameter.grad()));
                    }
                }
            });
            return gradients;
        }
    }

    @ParameterizedTest
    @CsvSource({"tiny-t5,", "tiny-t5-v1_1,", "tiny-t5,ENCODER", "tiny-t5,DECODER", "tiny-t5-v1_1,EMBEDDING"})
    void gradientsAreThoseOfAPlainPassButForTheOrderOfSums(String name, @Nullable ModelPart frozen) {
        try (T5Model model = T5Model.load(Path.of("src/test/resources/t5", name))) {
            model.freeze(frozen == null ? List.of() : List.of(frozen));
            Map<String, double[]> wanted = gradients(model, PassSettings.plain());
            Map<String, double[]> found = gradients(model, RECOMPUTING);

            assertThat(found.keySet()).isEqualTo(wanted.keySet());
            assertThat(found.get("loss")).isEqualTo(wanted.get("loss")); // dropout's masks, too, are the same
            found.forEach((parameter, gradient) -> {
                double[] right = Objects.requireNonNull(wanted.get(parameter));
                double norm = Math.sqrt(Arrays.stream(right).map(x -> x * x).sum());
                // float32 has seven digits; the encoder's output gets the same summands in another order
                assertThat(gradient).as(parameter).containsExactly(right, offset(1e-5 * norm + 1e-9));
            });
        }
    }

    @Test
    void nativeMemoryDoesNotGrow() {
        T5Config config = T5Sizes.of("tiny", 40, Map.of("d_model", 16, "d_kv", 4, "d_ff", 32, "num_heads", 4));
        try (T5Model model = T5Model.fresh(config, 7)) {
            long before = 0;
            for (int step = 0; step < 350; step++) {
                if (step == 50) {
                    before = Pointer.physicalBytes();
                }
                model.forwardBackwardRecomputing(batch().paddedTo(64, 64), WEIGHTS, Dropout.of(0.1, step));
                model.zeroGradients();
            }
            // a step makes some 10 MB of tensors: a leak of a tenth of one would show
            assertThat(Pointer.physicalBytes() - before).isLessThan(150_000_000);
        }
    }
}
