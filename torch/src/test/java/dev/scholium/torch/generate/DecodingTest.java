package dev.scholium.torch.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.student.Decoding;
import dev.scholium.torch.t5.EncodedSources;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodingTest {

    private static final Path FOLDER = Path.of("src/test/resources/t5/tiny-t5");
    private static final int[][] SOURCES = {{5, 6, 7, 1}, {8, 9, 1}, {40, 41, 42, 43, 44, 1}};
    private static final BitSet ENDS = BitSet.valueOf(new long[] {1L << 1 | 1L << 25});
    private static final LabelConstraint LABELS = new LabelConstraint(
            List.of(new int[] {20, 30}, new int[] {20, 31}, new int[] {22}), Collections.nCopies(3, ENDS));

    private static final int DRAWS = 4000;

    private static List<Generated> decode(TokenDecoder decoder, T5Model model, int[][] sources) {
        try (EncodedSources encoded = model.encode(sources)) {
            return decoder.decode(encoded, 12);
        }
    }

    private static TokenDecoder sampling(T5Model model, double temperature, double topP, long... seeds) {
        return TokenDecoder.sampling(
                model,
                LabelConstraint.NONE,
                new Decoding.Sampling(temperature, topP, 1),
                LongStream.of(seeds).boxed().toList());
    }

    @Test
    void oneSeedGivesASourceOneOutputWhateverIsBesideIt() {
        try (T5Model model = T5Model.load(FOLDER)) {
            List<Generated> together = decode(sampling(model, 1, 1, 11, 12, 13), model, SOURCES);
            List<Generated> alone = decode(sampling(model, 1, 1, 12), model, new int[][] {SOURCES[1]});

            assertThat(alone.get(0)).isEqualTo(together.get(1));
            assertThat(decode(sampling(model, 1, 1, 21, 22, 23), model, SOURCES))
                    .isNotEqualTo(together);
        }
    }

    @Test
    void hardlyAnyTemperatureOrNucleusIsGreedy() {
        try (T5Model model = T5Model.load(FOLDER)) {
            List<Generated> greedy = decode(TokenDecoder.greedy(model, LabelConstraint.NONE), model, SOURCES);

            assertThat(decode(sampling(model, 1e-3, 1, 1, 2, 3), model, SOURCES))
                    .isEqualTo(greedy);
            assertThat(decode(sampling(model, 1, 1e-6, 1, 2, 3), model, SOURCES))
                    .isEqualTo(greedy);
        }
    }

    /** By a chi-square test, which also finds that they are drawn by no temperature a quarter higher, and not alike. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2})
    void drawsTokensAsOftenAsTheirProbabilitiesSay(double temperature) {
        try (T5Model model = T5Model.load(FOLDER);
                EncodedSources encoded = model.encode(new int[][] {SOURCES[0]});
                TensorScope scope = TensorScope.open()) {
            Tensor scores = encoded.decoder(1).step(new int[] {0});
            int[] counts = new int[Math.toIntExact(scores.size(1))];
            for (int i = 0; i < DRAWS; i++) {
                TokenChoice choice = new TokenChoice.Sampled(temperature, 1, List.of((long) i * 7919));
                counts[choice.choose(scores, List.of(new WrittenRow(0)))[0]]++;
            }

            assertThat(deviation(counts, probabilities(scores, temperature))).isLessThan(5);
            assertThat(deviation(counts, probabilities(scores, 1.25 * temperature)))
                    .isGreaterThan(5);
            assertThat(deviation(counts, probabilities(scores, 1e9))).isGreaterThan(5); // all tokens alike
        }
    }

    private static float[] probabilities(Tensor scores, double temperature) {
        try (TensorScope scope = TensorScope.open()) {
            return Tensors.floats(scores.div(Tensors.scalar(temperature)).softmax(1));
        }
    }

    /**
     * Pearson's chi-square, in its standard deviations above its mean; all tokens that are expected less than five
     * times are counted as one.
     */
    private static double deviation(int[] counts, float[] probabilities) {
        double sum = 0;
        int cells = 0;
        double rareExpected = 0;
        int rareCount = 0;
        for (int id = 0; id < counts.length; id++) {
            double expected = DRAWS * (double) probabilities[id];
            if (expected < 5) {
                rareExpected += expected;
                rareCount += counts[id];
            } else {
                sum += (counts[id] - expected) * (counts[id] - expected) / expected;
                cells++;
            }
        }
        if (rareExpected > 0) {
            sum += (rareCount - rareExpected) * (rareCount - rareExpected) / rareExpected;
            cells++;
        }
        int freedom = cells - 1;
        return (sum - freedom) / Math.sqrt(2.0 * freedom);
    }

    @Test
    void constrainedOutputsBeginWithALabelThatEnds() {
        try (T5Model model = T5Model.load(FOLDER)) {
            List<Generated> greedy = decode(TokenDecoder.greedy(model, LABELS), model, SOURCES);
            for (Generated generated : greedy) {
                assertBeginsWithALabel(generated);
            }
            try (EncodedSources encoded = model.encode(SOURCES)) {
                new BeamDecoder(model, 4, 1, LABELS).decode(encoded, 12).forEach(DecodingTest::assertBeginsWithALabel);
            }
        }
    }

    private static void assertBeginsWithALabel(Generated generated) {
        assertThat(LABELS.labels())
                .as("%s", generated)
                .anyMatch(label -> IntStream.range(0, label.length)
                                .allMatch(i -> generated.ids().size() > i
                                        && generated.ids().get(i) == label[i])
                        && generated.ids().stream().skip(label.length).limit(1).allMatch(ENDS::get));
    }

    @Test
    void oneBeamIsGreedy() {
        try (T5Model model = T5Model.load(FOLDER);
                EncodedSources encoded = model.encode(SOURCES)) {
            List<Generated> greedy =
                    TokenDecoder.greedy(model, LabelConstraint.NONE).decode(encoded, 12);

            assertThat(new BeamDecoder(model, 1, 1, LabelConstraint.NONE).decode(encoded, 12))
                    .isEqualTo(greedy);
        }
    }
}
