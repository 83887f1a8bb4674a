package dev.scholium.benchmarks;

import dev.scholium.benchmarks.ChildProcess.Outcome;
import dev.scholium.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What ten times as many rows cost: {@code scholium train} learns labels and rationales of real rows for an epoch,
 * {@code scholium predict} labels them, each from its start to its end.
 *
 * @param data e-SNLI's {@code valid.jsonl}
 * @param folder where recipes, rows and runs go
 * @param sides how commands are started
 */
record StudentGrowth(Path data, Path folder, Sides sides) {

    private static final int FEW = 900;
    private static final int TIMES = 10;
    private static final int DEV = 300;
    private static final String RECIPE = """
            name: growth
            data:
              train: {file: train.jsonl, format: columns}
              dev: {file: dev.jsonl, format: columns}
              test: {file: dev.jsonl, format: columns}
            rationales: {human: {column: explanation_1}}
            systems: {human: {rationales: human}}
            student: {size: tiny, vocabulary_size: 4000}
            training: {epochs: 1, batch_size: 32, gradient_accumulation_steps: 1, learning_rate: 1.0e-3, evaluations: 1}
            """;

    /**
     * Trains and predicts with few rows, and with ten times as many.
     *
     * @param figures where the seconds and peaks of memory go: a round each for few and for many rows
     * @throws IOException if a side fails
     * @throws InterruptedException if interrupted meanwhile
     */
    void measure(Figures figures) throws IOException, InterruptedException {
        List<String> lines = Files.readAllLines(data);
        for (int rows : new int[] {FEW, FEW * TIMES}) {
            Path here = Files.createDirectories(folder.resolve("growth-" + rows));
            Path recipe = Files.writeString(here.resolve("recipe.yaml"), RECIPE);
            Path train = Files.write(here.resolve("train.jsonl"), lines.subList(0, rows));
            Files.write(here.resolve("dev.jsonl"), lines.subList(lines.size() - DEV, lines.size()));
            Path run = here.resolve("run");
            note(figures, "growth_train", "train", recipe, "--run-dir", run);
            Path student = run.resolve("trials/human-seed1/student");
            Path answers = here.resolve("answers.jsonl");
            note(figures, "growth_predict", "predict", student, train, "--max-new-tokens", 0, "--output", answers);
        }
    }

    private void note(Figures figures, String name, Object... command) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Outcome outcome = sides.ours(Main.class, command);
        figures.note(name + "_seconds", (System.nanoTime() - begin) * 1e-9);
        figures.note(name + "_peak_mb", (double) outcome.peakMegabytes());
    }

    /**
     * Adds how many times the time and the memory are for ten times the rows.
     *
     * @param figures what was measured
     * @param summary what is printed
     */
    static void putRatios(Figures figures, Map<String, @Nullable Object> summary) {
        for (String what : new String[] {"train", "predict"}) {
            for (String unit : new String[] {"seconds", "peak_mb"}) {
                List<Double> rounds = figures.of("growth_" + what + "_" + unit);
                summary.put(
                        "growth_" + what + "_" + unit + "_for_10x_rows",
                        Figures.rounded(rounds.get(1) / rounds.get(0)));
            }
        }
    }
}
