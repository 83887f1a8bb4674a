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

/** Logits are Hugging Face's, to 1e-4: float32, another order of summation. */
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
                                .containsExactly(wanted, offset(1e-4f));
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

    private static int[] range(int length) {
        int[] range = new int[length];
        Arrays.setAll(range, i -> i);
        return range;
    }
}
