package dev.scholium.torch.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import dev.scholium.torch.t5.EncodedSources;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.TokenBatch;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelScorerTest {

    private static final Path FOLDER = Path.of("src/test/resources/t5/tiny-t5-v1_1");
    private static final int[][] SOURCES = {{5, 6, 7, 1}, {8, 9, 1}};

    @Test
    void oneStepComparesTheFirstTokens() {
        int[][] labels = {{20, 30}, {21, 30}, {22}};
        LabelScorer scorer = new LabelScorer(labels);

        assertThat(scorer.needsOneStep()).isTrue();
        compare(scorer, new int[][] {{20}, {21}, {22}});
    }

    @Test
    void labelsThatBeginAlikeAreScoredAsAWhole() {
        int[][] labels = {{20, 30}, {20, 31}, {22, 30, 40}};
        LabelScorer scorer = new LabelScorer(labels);

        assertThat(scorer.needsOneStep()).isFalse();
        compare(scorer, labels);
    }

    /** Compares with the cross-entropy of the scored tokens as targets. */
    private static void compare(LabelScorer scorer, int[][] scored) {
        try (T5Model model = T5Model.load(FOLDER);
                EncodedSources encoded = model.encode(SOURCES)) {
            double[][] probabilities = scorer.probabilities(encoded);
            for (int row = 0; row < SOURCES.length; row++) {
                double[] wanted = new double[scored.length];
                for (int label = 0; label < scored.length; label++) {
                    TokenBatch batch = TokenBatch.of(new int[][] {SOURCES[row]}, new int[][] {scored[label]});
                    wanted[label] = Math.exp(-model.loss(batch).label());
                }
                double sum = Arrays.stream(wanted).sum();
                double[] shares = Arrays.stream(wanted).map(p -> p / sum).toArray();
                assertThat(probabilities[row]).containsExactly(shares, offset(1e-5));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void labelsAreScoredAfterWhatEachRowHasWritten(int scoredTokens) {
        int[][] labels = scoredTokens == 1 ? new int[][] {{20, 30}, {21}} : new int[][] {{20, 30}, {20, 31}};
        List<int[]> written = List.of(new int[] {11, 12, 13}, new int[] {});
        try (T5Model model = T5Model.load(FOLDER);
                EncodedSources encoded = model.encode(SOURCES)) {
            double[][] probabilities = new LabelScorer(labels).probabilitiesAfter(encoded, written);

            for (int row = 0; row < SOURCES.length; row++) {
                double[] wanted = new double[2];
                for (int label = 0; label < 2; label++) {
                    int before = written.get(row).length;
                    int[] target = Arrays.copyOf(written.get(row), before + scoredTokens);
                    System.arraycopy(labels[label], 0, target, before, scoredTokens);
                    TokenBatch batch = TokenBatch.of(
                            new int[][] {SOURCES[row]}, new int[][] {target}, new int[] {before}, new int[] {
                                scoredTokens
                            });
                    wanted[label] = Math.exp(-model.loss(batch).label());
                }
                double sum = wanted[0] + wanted[1];
                assertThat(probabilities[row])
                        .containsExactly(new double[] {wanted[0] / sum, wanted[1] / sum}, offset(1e-5));
            }
        }
    }

    @Test
    void scoringAndWritingShareTheEncodedSources() {
        try (T5Model model = T5Model.load(FOLDER);
                EncodedSources encoded = model.encode(SOURCES)) {
            List<Generated> before =
                    TokenDecoder.greedy(model, LabelConstraint.NONE).decode(encoded, 8);
            new LabelScorer(new int[][] {{20}, {21}}).probabilities(encoded);

            assertThat(TokenDecoder.greedy(model, LabelConstraint.NONE).decode(encoded, 8))
                    .isEqualTo(before);
        }
    }

    @Test
    void anOutputThatReachesTheLimitIsCutOff() {
        try (T5Model model = T5Model.load(FOLDER);
                EncodedSources encoded = model.encode(SOURCES)) {
            for (Generated generated :
                    TokenDecoder.greedy(model, LabelConstraint.NONE).decode(encoded, 1)) {
                assertThat(generated.ids()).hasSize(generated.cutOff() ? 1 : 0);
            }
        }
    }

    @Test
    void refusesEqualLabels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelScorer(new int[][] {{20}, {20}}))
                .withMessage("labels 0 and 1 must differ, but both are [20]");
    }
}
