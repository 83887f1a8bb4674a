package dev.scholium.torch.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.scholium.student.SplitRatio;
import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.TokenBatch;
import dev.scholium.torch.t5.TokenWeights;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Gradients of the split loss are Hugging Face's, to 1e-3 of each parameter's norm: float32. */
class GradientParityTest {

    private static final double RELATIVE = 1e-3;

    @ParameterizedTest
    @MethodSource("dev.scholium.torch.parity.ReferenceModel#all")
    void normAndFirstValuesOfEveryParameter(ReferenceModel reference) {
        for (JsonNode each : reference.cases()) {
            try (T5Model model = T5Model.load(reference.folder())) {
                TokenBatch batch = ReferenceModel.batch(each);
                TokenWeights weights =
                        TokenWeights.of(new SplitRatio(0.25, 0.75), batch.labelTokens(), batch.rationaleTokens());
                model.forwardBackward(batch, weights, Dropout.none());

                JsonNode wanted = each.path("gradientOfSplitLossAtLabelShare0.25");
                assertThat(model.parameters().keySet()).containsExactlyElementsOf(names(wanted));
                model.parameters().forEach((name, parameter) -> {
                    try (TensorScope scope = TensorScope.open()) {
                        close(name, Tensors.floats(parameter.grad()), wanted.path(name));
                    }
                });
            }
        }
    }

    private static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }

    private static void close(String name, float[] found, JsonNode wanted) {
        double squares = 0;
        for (float value : found) {
            squares += (double) value * value;
        }
        double norm = wanted.path("norm").doubleValue();
        assertThat(Math.sqrt(squares)).as(name).isCloseTo(norm, offset(norm * RELATIVE + 1e-7));
        float[] first = ReferenceModel.floats(wanted.path("first"));
        assertThat(Arrays.copyOf(found, first.length)).as(name).containsExactly(first, offset((float)
                (norm * RELATIVE + 1e-7)));
    }
}
