package dev.scholium.benchmarks;

import dev.scholium.file.Json;
import dev.scholium.student.TrainingPrecision;
import dev.scholium.torch.t5.T5Config;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.T5Sizes;
import dev.scholium.torch.tokenize.T5Tokenizer;
import dev.scholium.torch.train.EncodedExample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Our side of {@link TrainingSpeed}: some steps of a T5-small in a process of its own, with the speed of large products
 * before and after them.
 */
public final class StudentTraining {

    /** Rows of a step. */
    static final int BATCH = 16;

    private static final int MAX_SOURCE = 600;
    private static final int MAX_TARGET = 400;
    private static final double LEARNING_RATE = 1e-4;

    private StudentTraining() {}

    /**
     * Trains and prints one line of JSON.
     *
     * @param arguments file of rows, folder of the tokenizer, steps to measure, steps before, precision
     * @throws IOException if the rows cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        List<EncodedExample> rows;
        try (T5Tokenizer tokenizer = T5Tokenizer.open(Path.of(arguments[1]))) {
            rows = TrainingSteps.rows(Path.of(arguments[0]), tokenizer, MAX_SOURCE, MAX_TARGET);
        }
        int warmup = Integer.parseInt(arguments[3]);
        T5Config config = T5Sizes.of("t5-small", 32128, Map.of());
        StepFlops flops = new StepFlops(config);
        double sgemm = Sgemm.gigaflops();
        double seconds = 0;
        double tokens = 0;
        double examples = 0;
        double operations = 0;
        int measured;
        try (T5Model model = T5Model.fresh(config, 0);
                TrainingSteps steps = new TrainingSteps(model, rows, BATCH, TrainingPrecision.of(arguments[4]))) {
            measured = Math.min(Integer.parseInt(arguments[2]), steps.batches().size() - warmup);
            for (int i = 0; i < warmup + measured; i++) {
                long begin = System.nanoTime();
                long stepTokens = steps.step(i, LEARNING_RATE);
                if (i >= warmup) {
                    seconds += (System.nanoTime() - begin) * 1e-9;
                    tokens += stepTokens;
                    examples += steps.batches().get(i).size();
                    operations += flops.of(steps.batches().get(i));
                }
            }
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("steps", measured);
        line.put("examples_per_second", Figures.rounded(examples / seconds));
        line.put("real_tokens_per_second", Figures.rounded(tokens / seconds));
        line.put("gflops", Figures.rounded(operations / seconds * 1e-9));
        line.put("sgemm_gflops", Figures.rounded(Math.max(sgemm, Sgemm.gigaflops())));
        System.out.println(Json.line(line));
    }
}
