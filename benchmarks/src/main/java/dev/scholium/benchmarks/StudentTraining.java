package dev.scholium.benchmarks;

import dev.scholium.file.Json;
import dev.scholium.student.TrainingConfig.Padding;
import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.optimize.AdamW;
import dev.scholium.torch.optimize.GradientClipping;
import dev.scholium.torch.optimize.Optimizer;
import dev.scholium.torch.t5.DataParallel;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.T5Sizes;
import dev.scholium.torch.t5.TokenBatch;
import dev.scholium.torch.t5.TokenWeights;
import dev.scholium.torch.tokenize.T5Tokenizer;
import dev.scholium.torch.train.Batches;
import dev.scholium.torch.train.EncodedExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Our side of {@link StudentBenchmark}: some steps of a T5-small over grouped batches, in a process of its own. */
public final class StudentTraining {

    private static final int BATCH = 16;
    private static final int MAX_SOURCE = 600;
    private static final int MAX_TARGET = 400;

    private StudentTraining() {}

    /**
     * Trains and prints one line of JSON.
     *
     * @param arguments file of rows, folder of the tokenizer, steps to measure, steps before
     * @throws IOException if the rows cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        List<EncodedExample> rows = rows(Path.of(arguments[0]), Path.of(arguments[1]));
        int steps = Integer.parseInt(arguments[2]);
        int warmup = Integer.parseInt(arguments[3]);
        List<List<Integer>> batches = new Batches(rows, Padding.GROUPED, BATCH, 1).ofEpoch(0);
        int measured = Math.min(steps, batches.size() - warmup);
        double seconds = 0;
        double tokens = 0;
        double examples = 0;
        try (T5Model model = T5Model.fresh(T5Sizes.of("t5-small", 32128, Map.of()), 0);
                DataParallel parallel = DataParallel.of(model);
                Optimizer optimizer = new AdamW(model.parameters(), AdamW.Settings.defaults())) {
            for (int i = 0; i < warmup + measured; i++) {
                List<EncodedExample> batch =
                        batches.get(i).stream().map(rows::get).toList();
                long begin = System.nanoTime();
                TokenBatch tokenBatch = TokenBatch.of(
                        batch.stream().map(EncodedExample::source).toArray(int[][]::new),
                        batch.stream().map(EncodedExample::target).toArray(int[][]::new));
                long seed = (long) i << 8;
                parallel.forwardBackward(
                        tokenBatch,
                        TokenWeights.mean(tokenBatch.targetTokens()),
                        share -> Dropout.of(0.1, seed + share));
                GradientClipping.clip(model.parameters(), 1.0);
                optimizer.step(1e-4);
                model.zeroGradients();
                if (i >= warmup) {
                    seconds += (System.nanoTime() - begin) * 1e-9;
                    tokens += tokenBatch.sourceTokens() + tokenBatch.targetTokens();
                    examples += tokenBatch.rows();
                }
            }
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("steps", measured);
        line.put("examples_per_second", Math.round(examples / seconds * 1000) / 1000.0);
        line.put("real_tokens_per_second", Math.round(tokens / seconds * 10) / 10.0);
        System.out.println(Json.line(line));
    }

    private static List<EncodedExample> rows(Path file, Path folder) throws IOException {
        List<String> sources = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode row = Json.mapper().readTree(line);
            sources.add(row.path("source").asString());
            targets.add(row.path("target").asString());
        }
        List<EncodedExample> rows = new ArrayList<>();
        try (T5Tokenizer tokenizer = T5Tokenizer.open(folder)) {
            int[][] sourceIds = tokenizer.encodeAll(sources);
            int[][] targetIds = tokenizer.encodeAll(targets);
            for (int i = 0; i < sourceIds.length; i++) {
                int[] source = T5Tokenizer.truncate(sourceIds[i], MAX_SOURCE);
                int[] target = T5Tokenizer.truncate(targetIds[i], MAX_TARGET);
                rows.add(EncodedExample.of("row-" + i, source, target, target.length));
            }
        }
        return rows;
    }
}
