package dev.scholium.torch.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Logits are Hugging Face's, to 1e-4 as cases.json states, or 2e-5 of the largest logit of the row where that is more:
 * transformers itself, in float32, is up to 1.7e-4 away from its own float64 where logits reach 12.
 */
class LogitsParityTest {

    @ParameterizedTest
    @MethodSource("dev.scholium.torch.parity.ReferenceModel#all")
    void atEveryRecordedPosition(ReferenceModel reference) {
        try (T5Model model = T5Model.load(reference.folder())) {
            for (JsonNode each : reference.cases()) {
                float[] logits = logits(model, each);
                int first = 0;
                List<JsonNode> rows = ReferenceModel.children(each.path("logits"));
                for (int row = 0; row < rows.size(); row++) {
                    int length = each.path("targetIds").get(row).size();
                    boolean all = each.path("logitsPositions").asString().equals("all");
                    int[] positions = all ? range(length) : new int[] {0, length - 1};
                    assertThat(rows.get(row).size()).isEqualTo(positions.length);
                    for (int i = 0; i < positions.length; i++) {
                        float[] wanted = ReferenceModel.floats(rows.get(row).get(i));
                        int from = (first + positions[i]) * wanted.length;
                        assertThat(Arrays.copyOfRange(logits, from, from + wanted.length))
                                .containsExactly(wanted, offset(tolerance(wanted)));
                    }
                    first += length;
                }
            }
        }
    }

    private static float[] logits(T5Model model, JsonNode reference) {
        try (TensorScope scope = TensorScope.open()) {
            return Tensors.floats(model.logits(ReferenceModel.batch(reference)));
        }
    }

    private static float tolerance(float[] wanted) {
        float largest = 0;
        for (float logit : wanted) {
            largest = Math.max(largest, Math.abs(logit));
        }
        return Math.max(1e-4f, 2e-5f * largest);
    }

    private static int[] range(int length) {
        int[] range = new int[length];
        Arrays.setAll(range, i -> i);
        return range;
    }
}
