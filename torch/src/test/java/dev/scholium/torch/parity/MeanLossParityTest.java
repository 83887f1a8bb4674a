package dev.scholium.torch.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.scholium.torch.t5.T5Model;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The plain loss is Hugging Face's, to 1e-4: float32, another order of summation. */
class MeanLossParityTest {

    @ParameterizedTest
    @MethodSource("dev.scholium.torch.parity.ReferenceModel#all")
    void overAllTargetTokens(ReferenceModel reference) {
        try (T5Model model = T5Model.load(reference.folder())) {
            for (JsonNode each : reference.cases()) {
                assertThat(model.loss(ReferenceModel.batch(each)).mean())
                        .isCloseTo(each.path("meanLoss").doubleValue(), offset(1e-4));
            }
        }
    }
}
