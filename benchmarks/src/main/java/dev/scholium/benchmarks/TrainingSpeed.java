package dev.scholium.benchmarks;

import dev.scholium.benchmarks.ChildProcess.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Training of a T5-small beside Hugging Face's transformers: 16 rows a step, dropout 0.1, clipping at 1.0, AdamW, the
 * first steps not counted, in processes that take turns.
 *
 * @param sides how they are started
 * @param rows file of the rows
 * @param steps counted ones
 * @param paperBatch rows of a step with the paper's padding, whose steps are ten times as long
 */
record TrainingSpeed(Sides sides, Path rows, int steps, int paperBatch) {

    private static final int WARMUP = 2;
    private static final int PAPER_STEPS = 2;

    /**
     * Measures one round.
     *
     * @param figures where the speeds go
     * @throws IOException if a side fails
     * @throws InterruptedException if interrupted meanwhile
     */
    void measure(Figures figures) throws IOException, InterruptedException {
        Outcome ours = sides.ours(StudentTraining.class, rows, sides.tokenizer(), steps, WARMUP, "float32");
        note(figures, "train", ours);
        figures.note("train_gflops", ours.figure("gflops"));
        figures.note("sgemm_gflops", ours.figure("sgemm_gflops"));
        for (String padding : new String[] {"dynamic", "grouped"}) {
            note(figures, "train_hf_" + padding, theirs(padding, StudentTraining.BATCH, steps, WARMUP));
        }
    }

    /**
     * Measures the paper's fixed padding, once.
     *
     * @param figures where its speed goes
     * @throws IOException if the peer fails
     * @throws InterruptedException if interrupted meanwhile
     */
    void measurePaper(Figures figures) throws IOException, InterruptedException {
        note(figures, "train_hf_paper", theirs("paper", paperBatch, PAPER_STEPS, 1));
    }

    /**
     * Measures one round of bfloat16, with dynamic padding and rows grouped by length on the other side.
     *
     * @param figures where the speeds go
     * @throws IOException if a side fails
     * @throws InterruptedException if interrupted meanwhile
     */
    void measureBfloat16(Figures figures) throws IOException, InterruptedException {
        note(
                figures,
                "train_bf16",
                sides.ours(StudentTraining.class, rows, sides.tokenizer(), steps, WARMUP, "bfloat16"));
        note(figures, "train_hf_bf16", theirs("dynamic", StudentTraining.BATCH, steps, WARMUP, "--bf16"));
        note(figures, "train_hf_bf16_grouped", theirs("grouped", StudentTraining.BATCH, steps, WARMUP, "--bf16"));
    }

    private Outcome theirs(String padding, int batch, int counted, int before, String... more)
            throws IOException, InterruptedException {
        List<Object> arguments = new ArrayList<>(
                List.of(rows, "--padding", padding, "--batch", batch, "--steps", counted, "--warmup", before));
        arguments.addAll(List.of(more));
        return sides.theirs("hf_train.py", arguments.toArray());
    }

    private static void note(Figures figures, String name, Outcome outcome) {
        figures.note(name + "_examples_per_second", outcome.figure("examples_per_second"));
        figures.note(name + "_tokens_per_second", outcome.figure("real_tokens_per_second"));
        figures.note(name + "_peak_mb", (double) outcome.peakMegabytes());
    }

    /**
     * Adds the ratios.
     *
     * @param figures what was measured
     * @param summary what is printed
     */
    static void putRatios(Figures figures, Map<String, @Nullable Object> summary) {
        for (String padding : new String[] {"hf_dynamic", "hf_grouped"}) {
            figures.putRatio(
                    summary,
                    "train_vs_" + padding,
                    "train_examples_per_second",
                    "train_" + padding + "_examples_per_second");
        }
        figures.putRatio(
                summary, "train_vs_paper_padding", "train_examples_per_second", "train_hf_paper_examples_per_second");
        for (String padding : new String[] {"hf_dynamic", "hf_grouped"}) {
            figures.putRatio(
                    summary,
                    "train_tokens_vs_" + padding,
                    "train_tokens_per_second",
                    "train_" + padding + "_tokens_per_second");
        }
        figures.putRatio(summary, "sgemm_share", "train_gflops", "sgemm_gflops");
    }
}
