package dev.scholium.torch.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import dev.scholium.student.SplitRatio;
import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.optimize.AdamW;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties that hold for any T5, tried on small fresh ones. */
class T5ModelTest {

    private static final int[][] SOURCES = {{5, 6, 7, 8, 9, 1}, {10, 11, 1}, {12, 13, 14, 15, 1}, {1}};
    private static final int[][] TARGETS = {{20, 21, 22, 1}, {23, 24, 25, 26, 27, 1}, {28, 1}, {29, 30, 1}};
    private static final int[] LABELS = {2, 1, 2, 1};

    private static T5Model model(String size) {
        return T5Model.fresh(
                T5Sizes.of(size, 40, Map.of("d_model", 16, "d_kv", 4, "d_ff", 32, "num_layers", 2, "num_heads", 4)), 7);
    }

    private static TokenBatch batch() {
        return TokenBatch.of(SOURCES, TARGETS, LABELS);
    }

    private static float[] logits(T5Model model, TokenBatch batch) {
        try (TensorScope scope = TensorScope.open()) {
            return Tensors.floats(model.logits(batch));
        }
    }

    private static Map<String, double[]> gradients(T5Model model) {
        Map<String, double[]> gradients = new LinkedHashMap<>();
        model.parameters().forEach((name, parameter) -> {
            try (TensorScope scope = TensorScope.open()) {
                gradients.put(name, Tensors.doubles(parameter.grad()));
            }
        });
        return gradients;
    }

    private static float[] weights(T5Model model) {
        float[] all = new float[0];
        for (var parameter : model.parameters().values()) {
            float[] next = Tensors.floats(parameter);
            int before = all.length;
            all = Arrays.copyOf(all, before + next.length);
            System.arraycopy(next, 0, all, before, next.length);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "v1_1-small"})
    void noTokenSeesTheFuture(String size) {
        try (T5Model model = model(size)) {
            int[][] source = {{5, 6, 7, 1}};
            float[] one = logits(model, TokenBatch.of(source, new int[][] {{20, 21, 22, 23, 1}}));
            float[] other = logits(model, TokenBatch.of(source, new int[][] {{20, 21, 30, 31, 2}}));

            // a decoder reads its target moved by one: positions 0 to 2 read the same, position 3 does not
            assertThat(Arrays.copyOf(other, 3 * 40)).containsExactly(Arrays.copyOf(one, 3 * 40), offset(1e-6f));
            assertThat(Arrays.copyOfRange(other, 3 * 40, 4 * 40)).isNotEqualTo(Arrays.copyOfRange(one, 120, 160));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "v1_1-small"})
    void neitherPaddingNorOtherRowsChangeARow(String size) {
        try (T5Model model = model(size)) {
            float[] together = logits(model, batch());
            int from = 0;
            for (int row = 0; row < SOURCES.length; row++) {
                float[] alone = logits(model, TokenBatch.of(new int[][] {SOURCES[row]}, new int[][] {TARGETS[row]}));
                assertThat(Arrays.copyOfRange(together, from, from + alone.length))
                        .containsExactly(alone, offset(1e-5f));
                from += alone.length;
            }
            LossSums plain = model.loss(batch());
            LossSums padded = model.loss(batch().paddedTo(12, 9));
            assertThat(padded.label()).isCloseTo(plain.label(), offset(1e-4));
            assertThat(padded.rationale()).isCloseTo(plain.rationale(), offset(1e-4));
            assertThat(padded.rationaleTokens()).isEqualTo(plain.rationaleTokens());
        }
    }

    @Test
    void cuttingAStepIntoPiecesChangesNothing() {
        try (T5Model model = model("tiny")) {
            TokenBatch whole = batch();
            TokenWeights weights =
                    TokenWeights.of(new SplitRatio(0.25, 0.75), whole.labelTokens(), whole.rationaleTokens());
            LossSums atOnce = model.forwardBackward(whole, weights, Dropout.none());
            Map<String, double[]> wanted = gradients(model);
            model.zeroGradients();

            LossSums pieces = LossSums.zero();
            for (int row = 0; row < SOURCES.length; row++) {
                TokenBatch piece =
                        TokenBatch.of(new int[][] {SOURCES[row]}, new int[][] {TARGETS[row]}, new int[] {LABELS[row]});
                pieces = pieces.plus(model.forwardBackward(piece, weights, Dropout.none()));
            }

            assertThat(pieces.total(new SplitRatio(0.25, 0.75)))
                    .isCloseTo(atOnce.total(new SplitRatio(0.25, 0.75)), offset(1e-5));
            gradients(model)
                    .forEach((name, gradient) ->
                            assertThat(gradient).as(name).containsExactly(wanted.get(name), offset(1e-5)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "v1_1-small"})
    void savingAndLoadingKeepsEveryBit(String size, @TempDir Path folder) throws IOException {
        try (T5Model model = model(size)) {
            model.save(folder);
            try (T5Model again = T5Model.load(folder)) {
                assertThat(again.config()).isEqualTo(model.config());
                assertThat(weights(again)).isEqualTo(weights(model));
                assertThat(logits(again, batch())).isEqualTo(logits(model, batch()));
            }
            try (var files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString()).sorted())
                        .containsExactly("config.json", "generation_config.json", "model.safetensors");
            }
        }
    }

    @Test
    void twentyStepsLearnFourRowsByHeart() {
        try (T5Model model = T5Model.fresh(T5Sizes.of("tiny", 40, Map.of()), 7);
                AdamW optimizer = new AdamW(model.parameters(), AdamW.Settings.defaults())) {
            TokenBatch batch = batch();
            TokenWeights weights = TokenWeights.mean(batch.targetTokens());
            for (int step = 0; step < 20; step++) {
                model.forwardBackward(batch, weights, Dropout.none());
                optimizer.step(0.01);
                model.zeroGradients();
            }

            assertThat(model.loss(batch).mean()).isLessThan(0.05);
        }
    }

    @Test
    void aSeedGivesTheSameBitsDropoutIncluded() {
        float[] first = trained(11);

        assertThat(trained(11)).isEqualTo(first);
        assertThat(trained(12)).isNotEqualTo(first);
    }

    private static float[] trained(long seed) {
        try (T5Model model = model("tiny");
                AdamW optimizer = new AdamW(model.parameters(), AdamW.Settings.defaults())) {
            for (int step = 0; step < 3; step++) {
                model.forwardBackward(batch(), TokenWeights.mean(15), Dropout.of(0.1, seed + 1000L * step));
                optimizer.step(1e-3);
                model.zeroGradients();
            }
            return weights(model);
        }
    }

    @Test
    void rowsOfASourceGoOnFromAnyOfThem() {
        try (T5Model model = model("tiny");
                EncodedSources encoded = model.encode(SOURCES);
                DecoderState state = encoded.decoder(4, 2);
                TensorScope scope = TensorScope.open()) {
            state.step(new int[8]);
            state.step(new int[] {20, 21, 22, 23, 24, 25, 26, 27});
            state.keepRows(new int[] {1, 0, 3, 3, 7, 6}); // the third source ends
            float[] third = Tensors.floats(state.step(new int[] {30, 31, 32, 33, 34, 35}));
            state.keepRows(new int[] {1, 1, 4, 5}); // the second, too
            float[] fourth = Tensors.floats(state.step(new int[] {36, 37, 38, 39}));

            int[][] longer = {{21, 30}, {20, 31}, {23, 32}, {23, 33}, {27, 34}, {26, 35}};
            int[][] longest = {{20, 31, 36}, {20, 31, 37}, {27, 34, 38}, {26, 35, 39}};
            assertThat(third).containsExactly(scores(model, new int[] {0, 0, 1, 1, 3, 3}, longer), offset(1e-4f));
            assertThat(fourth).containsExactly(scores(model, new int[] {0, 0, 3, 3}, longest), offset(1e-4f));
        }
    }

    /** Scores of the token behind what each row has written, decoded as a whole. */
    private static float[] scores(T5Model model, int[] sources, int[][] written) {
        int[][] targets = Arrays.stream(written)
                .map(ids -> Arrays.copyOf(ids, ids.length + 1))
                .toArray(int[][]::new);
        int[][] rows =
                Arrays.stream(sources).mapToObj(source -> SOURCES[source]).toArray(int[][]::new);
        try (EncodedSources encoded = model.encode(rows);
                TensorScope scope = TensorScope.open()) {
            return Tensors.floats(encoded.logits(targets, 1));
        }
    }

    @Test
    void refusesToGoOnWithOtherNumbersOfRowsOfASource() {
        try (T5Model model = model("tiny");
                EncodedSources encoded = model.encode(SOURCES);
                DecoderState state = encoded.decoder(4, 2)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> state.keepRows(new int[] {0, 1, 2}))
                    .withMessage("each source must keep 2 rows, in order of the sources, but those that are kept are"
                            + " [0, 1, 2]");
            assertThatIllegalArgumentException().isThrownBy(() -> state.keepRows(new int[] {2, 3, 0, 1}));
        }
    }

    @Test
    void nativeMemoryDoesNotGrow() {
        try (T5Model model = model("tiny");
                AdamW optimizer = new AdamW(model.parameters(), AdamW.Settings.defaults())) {
            long before = 0;
            for (int step = 0; step < 350; step++) {
                if (step == 50) {
                    before = Pointer.physicalBytes();
                }
                model.forwardBackward(batch().paddedTo(64, 64), TokenWeights.mean(15), Dropout.of(0.1, step));
                optimizer.step(1e-4);
                model.zeroGradients();
                try (EncodedSources encoded = model.encode(SOURCES);
                        DecoderState state = encoded.decoder(2);
                        TensorScope scope = TensorScope.open()) {
                    state.step(new int[SOURCES.length]);
                    state.keepRows(new int[] {0, 2});
                    state.step(new int[2]);
                }
            }

            // a step makes some 10 MB of tensors: a leak of a tenth of one would show
            assertThat(Pointer.physicalBytes() - before).isLessThan(150_000_000);
        }
    }

    @Test
    void aFreshModelIsDrawnLikeHuggingFaces() {
        T5Config config = T5Sizes.of("tiny", 1000, Map.of());
        try (T5Model model = T5Model.fresh(config, 1)) {
            assertThat(deviation(model, "shared.weight")).isCloseTo(1, offset(0.02));
            assertThat(deviation(model, "encoder.block.0.layer.0.SelfAttention.q.weight"))
                    .isCloseTo(Math.pow(128 * 32, -0.5), offset(0.001));
            assertThat(deviation(model, "decoder.block.1.layer.1.EncDecAttention.k.weight"))
                    .isCloseTo(Math.pow(128, -0.5), offset(0.003));
            assertThat(deviation(model, "decoder.block.1.layer.2.DenseReluDense.wo.weight"))
                    .isCloseTo(Math.pow(256, -0.5), offset(0.003));
            assertThat(values(model, "encoder.final_layer_norm.weight")).containsOnly(1);
        }
    }

    private static double[] values(T5Model model, String name) {
        return Tensors.doubles(Objects.requireNonNull(model.parameters().get(name)));
    }

    private static double deviation(T5Model model, String name) {
        double[] values = values(model, name);
        return Math.sqrt(Arrays.stream(values).map(x -> x * x).average().orElseThrow());
    }

    @Test
    void refusesIdsOutsideTheVocabulary() {
        try (T5Model model = model("tiny")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.loss(TokenBatch.of(new int[][] {{40}}, new int[][] {{1}})))
                    .withMessage("token ids must be in [0, 40), but one is 40");
        }
    }

    @Test
    void theFirstTokenBoundaryCountsPadding() {
        TokenBatch batch = batch().withFirstTokenBoundary();

        assertThat(batch.labelTokens()).isEqualTo(4);
        assertThat(batch.rationaleTokens()).isEqualTo(4 * 6 - 4);
        assertThat(List.of(batch().labelTokens(), batch().rationaleTokens())).containsExactly(6L, 9L);
    }

    @Test
    void theLabelSegmentLiesWhereTheBatchSays() {
        int[] starts = {2, 0, 0, 1};
        int[] lengths = {1, 6, 0, 1}; // in the middle, all, none, and before </s>
        TokenBatch batch = TokenBatch.of(SOURCES, TARGETS, starts, lengths);
        try (T5Model model = model("tiny")) {
            float[] logits = logits(model, batch); // (15, 40), the rows one after the other
            double label = 0;
            double rationale = 0;
            int token = 0;
            for (int row = 0; row < TARGETS.length; row++) {
                for (int i = 0; i < TARGETS[row].length; i++, token++) {
                    double sum = 0;
                    for (int v = 0; v < 40; v++) {
                        sum += Math.exp(logits[token * 40 + v]);
                    }
                    double crossEntropy = Math.log(sum) - logits[token * 40 + TARGETS[row][i]];
                    boolean isLabel = i >= starts[row] && i < starts[row] + lengths[row];
                    label += isLabel ? crossEntropy / 8 : 0;
                    rationale += isLabel ? 0 : crossEntropy / 7;
                }
            }

            LossSums sums = model.loss(batch);
            assertThat(sums.labelTokens()).isEqualTo(8);
            assertThat(sums.rationaleTokens()).isEqualTo(token - 8L).isEqualTo(7);
            assertThat(sums.total(new SplitRatio(0.25, 0.75))).isCloseTo(0.25 * label + 0.75 * rationale, offset(1e-4));
            TokenWeights weights = TokenWeights.of(new SplitRatio(0.25, 0.75), 8, 7);
            assertThat(model.forwardBackward(batch, weights, Dropout.none()).total(new SplitRatio(0.25, 0.75)))
                    .isCloseTo(0.25 * label + 0.75 * rationale, offset(1e-4));
        }
    }
}
