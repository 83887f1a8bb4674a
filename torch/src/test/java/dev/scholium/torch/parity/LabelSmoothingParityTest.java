package dev.scholium.torch.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.t5.LossSums;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.TokenBatch;
import dev.scholium.torch.t5.TokenWeights;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The smoothed loss and its gradients are PyTorch's, to 1e-4 and to 1e-3 of each parameter's norm: float32. */
class LabelSmoothingParityTest {

    private static final JsonNode GOLDEN =
            new JsonMapper().readTree(Path.of("src/test/resources/golden/t5/label_smoothing.json"));

    @Test
    void lossAndGradientsOfEveryParameter() {
        for (String name : List.of("tiny-t5", "tiny-t5-v1_1")) {
            ReferenceModel reference = new ReferenceModel(Path.of("src/test/resources/t5", name));
            for (int i = 0; i < reference.cases().size(); i++) {
                check(
                        reference,
                        reference.cases().get(i),
                        GOLDEN.path("models").path(name).get(i));
            }
        }
    }

    private static void check(ReferenceModel reference, JsonNode each, JsonNode wanted) {
        try (T5Model model = T5Model.load(reference.folder())) {
            TokenBatch batch = ReferenceModel.batch(each);
            long tokens = batch.targetTokens();
            TokenWeights weights = TokenWeights.mean(tokens)
                    .withSmoothing(GOLDEN.path("smoothing").doubleValue());

            LossSums sums = model.forwardBackward(batch, weights, Dropout.none());

            assertThat(sums.mean()).isCloseTo(wanted.path("loss").doubleValue(), offset(1e-4));
            model.parameters().forEach((name, parameter) -> {
                try (TensorScope scope = TensorScope.open()) {
                    close(
                            name,
                            Tensors.floats(parameter.grad()),
                            wanted.path("gradients").path(name));
                }
            });
        }
    }

    private static void close(String name, float[] found, JsonNode wanted) {
        double squares = 0;
        for (float value : found) {
            squares += (double) value * value;
        }
        double norm = wanted.path("norm").doubleValue();
        assertThat(Math.sqrt(squares)).as(name).isCloseTo(norm, offset(norm * 1e-3 + 1e-7));
        float[] first = ReferenceModel.floats(wanted.path("first"));
        assertThat(Arrays.copyOf(found, first.length)).as(name).containsExactly(first, offset((float)
                (norm * 1e-3 + 1e-7)));
    }
}
