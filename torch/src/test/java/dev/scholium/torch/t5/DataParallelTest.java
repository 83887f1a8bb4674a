package dev.scholium.torch.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import dev.scholium.student.ModelPart;
import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.optimize.AdamW;
import dev.scholium.torch.tensor.BlasThreads;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class DataParallelTest {

    private static final int[][] SOURCES = {{5, 6, 7, 8, 9, 1}, {10, 11, 1}, {12, 13, 14, 15, 1}, {1}, {6, 7, 1}};
    private static final int[][] TARGETS = {{20, 21, 22, 1}, {23, 24, 25, 26, 27, 1}, {28, 1}, {29, 30, 1}, {31, 1}};
    private static final int[] LABELS = {2, 1, 2, 1, 1};
    private static final TokenWeights WEIGHTS = new TokenWeights(0.05, 0.07, 0);

    private static T5Model model() {
        return T5Model.fresh(T5Sizes.of("tiny", 40, Map.of("d_model", 16, "d_kv", 4, "d_ff", 32, "num_heads", 4)), 7);
    }

    private static TokenBatch batch() {
        return TokenBatch.of(SOURCES, TARGETS, LABELS);
    }

    private static Map<String, double[]> gradients(T5Model model) {
        Map<String, double[]> gradients = new LinkedHashMap<>();
        model.parameters().forEach((name, parameter) -> {
            try (TensorScope scope = TensorScope.open()) {
                if (parameter.grad().defined()) {
                    gradients.put(name, Tensors.doubles(parameter.grad()));
                }
            }
        });
        return gradients;
    }

    private static Map<String, double[]> gradients(int workers, List<ModelPart> frozen) {
        try (T5Model model = model()) {
            model.freeze(frozen);
            try (DataParallel parallel = DataParallel.of(model, PassSettings.plain(), workers)) {
                parallel.forwardBackward(batch(), WEIGHTS, share -> Dropout.none());
                return gradients(model);
            }
        }
    }

    @Test
    void severalWorkersGiveTheGradientOfOne() {
        for (List<ModelPart> frozen : List.of(List.<ModelPart>of(), List.of(ModelPart.ENCODER))) {
            Map<String, double[]> wanted = gradients(1, frozen);
            for (int workers : new int[] {2, 3, 9}) {
                Map<String, double[]> found = gradients(workers, frozen);
                assertThat(found.keySet()).isEqualTo(wanted.keySet());
                found.forEach((name, gradient) -> assertThat(gradient)
                        .as("%s of %d workers", name, workers)
                        .containsExactly(wanted.get(name), offset(1e-6)));
            }
        }
    }

    @Test
    void theLossIsThatOfOneWorker() {
        try (T5Model model = model();
                DataParallel parallel = DataParallel.of(model, PassSettings.plain(), 2)) {
            LossSums wanted = model.forwardBackward(batch(), WEIGHTS, Dropout.none());
            LossSums found = parallel.forwardBackward(batch(), WEIGHTS, share -> Dropout.none());

            assertThat(found.label()).isCloseTo(wanted.label(), offset(1e-4));
            assertThat(found.rationale()).isCloseTo(wanted.rationale(), offset(1e-4));
            assertThat(found.labelTokens()).isEqualTo(wanted.labelTokens());
            assertThat(found.rationaleTokens()).isEqualTo(wanted.rationaleTokens());
        }
    }

    @Test
    void aSeedGivesTheSameBitsDropoutIncluded() {
        assertThat(trained(11)).isEqualTo(trained(11)).isNotEqualTo(trained(12));
    }

    private static List<Float> trained(long seed) {
        try (T5Model model = model();
                DataParallel parallel = DataParallel.of(model, PassSettings.plain(), 2);
                AdamW optimizer = new AdamW(model.parameters(), AdamW.Settings.defaults())) {
            for (int step = 0; step < 3; step++) {
                long first = seed + 1000L * step;
                parallel.forwardBackward(batch(), WEIGHTS, share -> Dropout.of(0.1, first + 100L * share));
                optimizer.step(1e-3);
                model.zeroGradients();
            }
            return model.parameters().values().stream()
                    .flatMap(parameter -> {
                        float[] weights = Tensors.floats(parameter);
                        return IntStream.range(0, weights.length).mapToObj(i -> weights[i]);
                    })
                    .toList();
        }
    }

    @Test
    void sharesHaveAboutTheSameWorkAndKeepTheOrderOfRows() {
        int[][] rows = new int[9][];
        Arrays.setAll(rows, i -> new int[10 * (i + 1)]);
        TokenBatch batch = TokenBatch.of(rows, rows);

        List<TokenBatch> shares = batch.shares(3);

        assertThat(shares)
                .extracting(TokenBatch::sourceTokens)
                .allSatisfy(tokens -> assertThat(tokens).isBetween(140L, 160L)); // of 450
        assertThat(shares.stream().mapToInt(TokenBatch::rows).sum()).isEqualTo(9);
        assertThat(TokenBatch.of(SOURCES, TARGETS, LABELS).shares(5)).hasSize(5);
        assertThat(TokenBatch.of(SOURCES, TARGETS, LABELS).shares(8)).hasSize(5);
        assertThat(Arrays.stream(batch().shares(2).get(0).sourceIds()).boxed())
                .containsExactly(10L, 11L, 1L, 1L, 6L, 7L, 1L);
    }

    @Test
    void paddingAndTheFirstTokenBoundaryStayThoseOfTheWholeBatch() {
        TokenBatch paper = batch().paddedTo(7, 6).withFirstTokenBoundary();

        List<TokenBatch> shares = paper.shares(2);

        assertThat(shares.stream().mapToLong(TokenBatch::sourceTokens).sum()).isEqualTo(paper.sourceTokens());
        assertThat(shares.stream().mapToLong(TokenBatch::labelTokens).sum()).isEqualTo(5);
        assertThat(shares.stream().mapToLong(TokenBatch::rationaleTokens).sum()).isEqualTo(25);
    }

    @Test
    void whatOneWorkerThrowsIsThrownWhenAllHaveEnded() {
        try (T5Model model = model();
                DataParallel parallel = DataParallel.of(model, PassSettings.plain(), 2)) {
            TokenBatch unknownToken = TokenBatch.of(new int[][] {{5, 1}, {99, 1}}, new int[][] {{5, 1}, {6, 1}});
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parallel.forwardBackward(unknownToken, WEIGHTS, share -> Dropout.none()))
                    .withMessage("token ids must be in [0, 40), but one is 99");

            model.zeroGradients();
            assertThat(parallel.forwardBackward(batch(), WEIGHTS, share -> Dropout.none())
                            .mean())
                    .isFinite();
        }
    }

    @Test
    void anInterruptWaitsForTheBatchAndStays() {
        try (T5Model model = model();
                DataParallel parallel = DataParallel.of(model, PassSettings.plain(), 2)) {
            Thread.currentThread().interrupt();
            LossSums sums = parallel.forwardBackward(batch(), WEIGHTS, share -> Dropout.none());

            assertThat(Thread.interrupted()).isTrue();
            assertThat(sums.mean()).isFinite();
        }
    }

    @Test
    void leavesTheCallersThreadsAsTheyWere() {
        int threads = torch.get_num_threads();
        int blasThreads = BlasThreads.get();
        try (T5Model model = model();
                DataParallel parallel = DataParallel.of(model, PassSettings.plain(), 3)) {
            parallel.forwardBackward(batch(), WEIGHTS, share -> Dropout.none());

            assertThat(torch.get_num_threads()).isEqualTo(threads);
            assertThat(BlasThreads.get()).isEqualTo(blasThreads).isPositive();
        }
    }

    @Test
    void thereAreAsManyWorkersAsHaveRoomInAQuarterOfTheMemory() {
        long gigabyte = 1L << 30;

        assertThat(DataParallel.workers(2, gigabyte / 4, 8 * gigabyte)).isEqualTo(2);
        assertThat(DataParallel.workers(64, gigabyte / 4, 64 * gigabyte)).isEqualTo(64);
        assertThat(DataParallel.workers(8, gigabyte, 16 * gigabyte)).isEqualTo(5);
        assertThat(DataParallel.workers(16, gigabyte, 16 * gigabyte)).isEqualTo(1);
        assertThat(DataParallel.workers(2, 4 * gigabyte, 8 * gigabyte)).isEqualTo(1);
        assertThat(DataParallel.workers(1, 0, gigabyte)).isEqualTo(1);
    }

    @Test
    void nativeMemoryDoesNotGrow() {
        try (T5Model model = model();
                DataParallel parallel = DataParallel.of(model, PassSettings.plain(), 2)) {
            long before = 0;
            for (int step = 0; step < 350; step++) {
                if (step == 50) {
                    before = Pointer.physicalBytes();
                }
                int seed = step;
                parallel.forwardBackward(batch().paddedTo(64, 64), WEIGHTS, share -> Dropout.of(0.1, seed + share));
                model.zeroGradients();
            }
            // a step makes some 5 MB of tensors: a leak of a tenth of one would show; Java's own heap grows, too
            assertThat(Pointer.physicalBytes() - before).isLessThan(150_000_000);
        }
    }
}
