package dev.scholium.benchmarks;

import dev.scholium.benchmarks.ChildProcess.Outcome;
import dev.scholium.torch.t5.T5Config;
import dev.scholium.torch.tokenize.T5Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prediction by one student on all sides: Hugging Face's transformers and CTranslate2, greedy, on batches of 32 rows
 * sorted by length, in processes that take turns. A label may be told without being written; what is written is
 * compared.
 *
 * @param sides how they are started
 * @param student its folder
 * @param labelRows file of the rows whose labels are asked for
 * @param rationaleRows file of the rows that are answered with a rationale
 * @param folder where outputs go
 */
record PredictionSpeed(Sides sides, Path student, Path labelRows, Path rationaleRows, Path folder) {

    /** Tokens that a side may write for a rationale with its label. */
    static final int RATIONALE_TOKENS = 96;

    private static final int LABEL_TOKENS = 6;
    private static final int BATCH = 32;

    /**
     * Measures one round.
     *
     * @param figures where the speeds and the numbers of differing rows go
     * @throws IOException if a side fails
     * @throws InterruptedException if interrupted meanwhile
     */
    void measure(Figures figures) throws IOException, InterruptedException {
        measure(figures, "labels", labelRows, LABEL_TOKENS);
        measure(figures, "rationales", rationaleRows, RATIONALE_TOKENS);
    }

    private void measure(Figures figures, String what, Path rows, int newTokens)
            throws IOException, InterruptedException {
        Outputs ours = ours(figures, what, rows, "float32");
        Outputs int8 = ours(figures, what, rows, "int8");
        String all = "0";
        Outputs hf = theirs(figures, what + "_hf", "hf_predict.py", rows, newTokens, "--batches", all, "--sorted");
        Outputs ct2 = theirs(figures, what + "_ct2", "ct2_predict.py", rows, newTokens, "--batches", all);
        theirs(
                figures,
                what + "_ct2_int8",
                "ct2_predict.py",
                rows,
                newTokens,
                "--batches",
                all,
                "--compute",
                "int8_float32");
        figures.note(what + "_differing_from_hf", differing(what, ours, hf));
        figures.note(what + "_differing_from_ct2", differing(what, ours, ct2));
        figures.note(what + "_differing_by_int8", differing(what, ours, int8));
    }

    private static double differing(String what, Outputs ours, Outputs theirs) {
        return (double) (what.equals("labels") ? ours.labelsDifferingFrom(theirs) : ours.textsDifferingFrom(theirs));
    }

    private Outputs ours(Figures figures, String what, Path rows, String precision)
            throws IOException, InterruptedException {
        String name = precision.equals("float32") ? what : what + "_" + precision;
        Path file = folder.resolve(name + ".jsonl");
        int newTokens = what.equals("labels") ? 0 : RATIONALE_TOKENS;
        Outcome outcome = sides.ours(StudentPrediction.class, rows, student, newTokens, BATCH, file, precision);
        if (what.equals("labels")) {
            figures.note(name + "_gflops", outcome.figure("examples_per_second") * operations(rows) * 1e-9);
        }
        return noted(figures, name, outcome, file);
    }

    /** Operations of a label, the mean of all rows. */
    private double operations(Path rows) throws IOException {
        List<String> sources = TextRow.read(rows).stream().map(TextRow::source).toList();
        StepFlops flops = new StepFlops(T5Config.read(student));
        try (T5Tokenizer tokenizer = T5Tokenizer.open(student)) {
            return Arrays.stream(tokenizer.encodeAll(sources))
                    .mapToDouble(ids -> flops.ofLabel(ids.length))
                    .average()
                    .orElse(0);
        }
    }

    private Outputs theirs(Figures figures, String name, String script, Path rows, int newTokens, String... more)
            throws IOException, InterruptedException {
        Path file = folder.resolve(name + ".jsonl");
        List<Object> arguments = new ArrayList<>(
                List.of(rows, "--model", student, "--out", file, "--new-tokens", newTokens, "--batch", BATCH));
        arguments.addAll(List.of(more));
        return noted(figures, name, sides.theirs(script, arguments.toArray()), file);
    }

    private Outputs noted(Figures figures, String name, Outcome outcome, Path file) throws IOException {
        Outputs outputs = Outputs.read(file);
        double perSecond = outcome.figure("examples_per_second");
        figures.note(name + "_examples_per_second", perSecond);
        try (T5Tokenizer tokenizer = T5Tokenizer.open(sides.tokenizer())) {
            double perRow = outputs.tokens(tokenizer) / (double) outputs.texts().size();
            figures.note(name + "_tokens_per_second", perRow * perSecond);
        }
        figures.note(name + "_peak_mb", (double) outcome.peakMegabytes());
        return outputs;
    }

    /**
     * Adds the ratios: rows a second for labels, tokens a second for rationales; and what labels achieve of SGEMM's
     * speed.
     *
     * @param figures what was measured
     * @param summary what is printed
     */
    static void putRatios(Figures figures, Map<String, @Nullable Object> summary) {
        for (String what : new String[] {"labels", "rationales"}) {
            String unit = what.equals("labels") ? "_examples_per_second" : "_tokens_per_second";
            String hf = what.equals("labels") ? "labels_vs_hf_sorted" : "rationales_vs_hf";
            figures.putRatio(summary, hf, what + unit, what + "_hf" + unit);
            figures.putRatio(summary, what + "_vs_ct2", what + unit, what + "_ct2" + unit);
            String int8 = what + "_int8";
            String best = figures.median(int8 + unit) > figures.median(what + unit) ? int8 : what;
            figures.putRatio(summary, what + "_best_vs_ct2_int8", best + unit, what + "_ct2_int8" + unit);
        }
        figures.putRatio(summary, "labels_sgemm_share", "labels_gflops", "sgemm_gflops");
    }
}
