package dev.scholium.torch.generate;

import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.torch.t5.EncodedSources;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.TokenBatch;
import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Writes what a model computes here, for {@code tools/check_python.py} to compare with what Hugging Face's transformers
 * computes from the same weights.
 */
final class StudentDump {

    private static final int CASES = 4;
    private static final int MAX_NEW_TOKENS = 20;

    private StudentDump() {}

    /**
     * One case: a source and a target of random ids, and what the model makes of them.
     *
     * @param sourceIds of one row
     * @param targetIds of one row
     * @param logits of the target's tokens, {@code (tokens, V)}
     * @param greedyIds generated for the source, without start token and {@code </s>}, at most {@code maxNewTokens}
     * @param maxNewTokens how many were asked for
     */
    record Case(
            List<Integer> sourceIds,
            List<Integer> targetIds,
            List<float[]> logits,
            List<Integer> greedyIds,
            int maxNewTokens) {}

    /**
     * Writes what a model computes.
     *
     * @param model of whatever weights
     * @param file where
     */
    static void write(T5Model model, Path file) {
        RandomGenerator random = new SplittableRandom(1);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            cases.add(of(model, ids(random, 4 + 40 * i, model), ids(random, 3 + 10 * i, model)));
        }
        AtomicFile.write(file, Json.line(cases));
    }

    private static Case of(T5Model model, int[] source, int[] target) {
        try (TensorScope scope = TensorScope.open();
                EncodedSources encoded = model.encode(new int[][] {source})) {
            float[] flat = Tensors.floats(model.logits(TokenBatch.of(new int[][] {source}, new int[][] {target})));
            int vocabulary = model.config().vocabSize();
            List<float[]> logits = new ArrayList<>();
            for (int from = 0; from < flat.length; from += vocabulary) {
                logits.add(Arrays.copyOfRange(flat, from, from + vocabulary));
            }
            Generated generated = TokenDecoder.greedy(model, LabelConstraint.NONE)
                    .decode(encoded, MAX_NEW_TOKENS)
                    .get(0);
            return new Case(list(source), list(target), logits, generated.ids(), MAX_NEW_TOKENS);
        }
    }

    private static int[] ids(RandomGenerator random, int count, T5Model model) {
        int[] ids = random.ints(count, 0, model.config().vocabSize()).toArray();
        ids[count - 1] = model.config().eosTokenId();
        return ids;
    }

    private static List<Integer> list(int[] ids) {
        return Arrays.stream(ids).boxed().toList();
    }
}
