package dev.scholium.torch.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.scholium.torch.corrupt.SpanCorruption;
import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.optimize.AdamW;
import dev.scholium.torch.t5.LossSums;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.TokenBatch;
import dev.scholium.torch.t5.TokenWeights;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Corrupted pairs are those of T5's code, and the loss on them falls as Hugging Face's does. */
class SpanCorruptionParityTest {

    private static final JsonNode GOLDEN =
            new JsonMapper().readTree(Path.of("src/test/resources/golden/corrupt/span_corruption.json"));
    private static final List<JsonNode> ROWS = ReferenceModel.children(GOLDEN.path("rows"));

    @Test
    void pairsAreThoseOfT5sCode() {
        int[] sentinels = ReferenceModel.ints(GOLDEN.path("sentinels"));
        for (JsonNode row : ROWS) {
            int[] ids = ReferenceModel.ints(row.path("ids"));
            boolean[] mask = new boolean[ids.length];
            int noise = 0;
            for (int i = 0; i < mask.length; i++) {
                mask[i] = row.path("mask").path(i).booleanValue();
                noise += mask[i] ? 1 : 0;
            }
            SpanCorruption.Pair pair = SpanCorruption.corrupted(ids, mask, sentinels, 1);

            assertThat(pair.source()).isEqualTo(ReferenceModel.ints(row.path("source")));
            assertThat(pair.target()).isEqualTo(ReferenceModel.ints(row.path("target")));
            assertThat(SpanCorruption.T5.noiseTokens(ids.length)).isEqualTo(noise);
        }
    }

    @Test
    void theLossFallsAsHuggingFacesDoes() {
        TokenBatch batch = TokenBatch.of(
                ROWS.stream()
                        .map(row -> ReferenceModel.ints(row.path("source")))
                        .toArray(int[][]::new),
                ROWS.stream()
                        .map(row -> ReferenceModel.ints(row.path("target")))
                        .toArray(int[][]::new));
        float[] wanted = ReferenceModel.floats(GOLDEN.path("losses"));
        double rate = GOLDEN.path("learningRate").doubleValue();
        try (T5Model model = T5Model.load(Path.of("src/test/resources/t5/tiny-t5"));
                AdamW optimizer = new AdamW(model.parameters(), AdamW.Settings.defaults())) {
            for (int step = 0; step < wanted.length; step++) {
                LossSums sums = model.forwardBackward(batch, TokenWeights.mean(batch.targetTokens()), Dropout.none());
                // float32 in another order of summation; twelve steps of it
                assertThat(sums.mean()).as("step %d", step).isCloseTo(wanted[step], offset(step == 0 ? 1e-5 : 1e-3));
                optimizer.step(rate);
                model.zeroGradients();
            }
        }
    }
}
