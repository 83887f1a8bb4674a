package dev.scholium.torch.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.scholium.student.SplitRatio;
import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.t5.LossSums;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.TokenBatch;
import dev.scholium.torch.t5.TokenWeights;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Split losses at all ratios and both boundaries are the reference's, to 1e-4: float32, another order of summation. */
class SplitLossParityTest {

    private static final Offset<Double> CLOSE = offset(1e-4);

    @ParameterizedTest
    @MethodSource("dev.scholium.torch.parity.ReferenceModel#all")
    void atAllRatiosAndBothBoundaries(ReferenceModel reference) {
        try (T5Model model = T5Model.load(reference.folder())) {
            for (JsonNode each : reference.cases()) {
                for (JsonNode wanted : each.path("splitLoss")) {
                    SplitRatio ratio = ratio(wanted);
                    TokenBatch batch = batch(each, wanted);
                    close(model.loss(batch), ratio, wanted);
                    TokenWeights weights = TokenWeights.of(ratio, batch.labelTokens(), batch.rationaleTokens());
                    close(model.forwardBackward(batch, weights, Dropout.none()), ratio, wanted);
                }
            }
        }
    }

    private static void close(LossSums found, SplitRatio ratio, JsonNode wanted) {
        assertThat(found.total(ratio)).isCloseTo(wanted.path("total").doubleValue(), CLOSE);
        assertThat(found.labelMean()).isCloseTo(wanted.path("label").doubleValue(), CLOSE);
        assertThat(found.rationaleMean()).isCloseTo(wanted.path("rationale").doubleValue(), CLOSE);
    }

    private static SplitRatio ratio(JsonNode wanted) {
        return new SplitRatio(
                wanted.path("labelShare").doubleValue(),
                wanted.path("rationaleShare").doubleValue());
    }

    private static TokenBatch batch(JsonNode each, JsonNode wanted) {
        TokenBatch batch = ReferenceModel.batch(each);
        return wanted.path("boundary").asString().equals("first-token") ? batch.withFirstTokenBoundary() : batch;
    }
}
