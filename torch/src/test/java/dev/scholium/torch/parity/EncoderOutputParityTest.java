package dev.scholium.torch.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.scholium.torch.t5.EncodedSources;
import dev.scholium.torch.t5.T5Model;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The encoder's output is Hugging Face's, to 1e-4: float32, another order of summation. */
class EncoderOutputParityTest {

    @ParameterizedTest
    @MethodSource("dev.scholium.torch.parity.ReferenceModel#all")
    void firstAndLastTokenOfEveryRow(ReferenceModel reference) {
        try (T5Model model = T5Model.load(reference.folder())) {
            for (JsonNode each : reference.cases()) {
                int[][] sources = ReferenceModel.rows(each.path("sourceIds"));
                List<JsonNode> wanted = ReferenceModel.children(each.path("encoderOutput"));
                try (EncodedSources encoded = model.encode(sources)) {
                    for (int row = 0; row < sources.length; row++) {
                        close(encoded.output(row, 0), wanted.get(row).get(0));
                        close(
                                encoded.output(row, sources[row].length - 1),
                                wanted.get(row).get(1));
                    }
                }
            }
        }
    }

    private static void close(float[] found, JsonNode wanted) {
        assertThat(found).containsExactly(ReferenceModel.floats(wanted), offset(1e-4f));
    }
}
