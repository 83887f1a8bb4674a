package dev.scholium.benchmarks;

import dev.scholium.student.TrainingConfig.Padding;
import dev.scholium.student.TrainingPrecision;
import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.optimize.AdamW;
import dev.scholium.torch.optimize.GradientClipping;
import dev.scholium.torch.optimize.Optimizer;
import dev.scholium.torch.t5.DataParallel;
import dev.scholium.torch.t5.PassSettings;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.TokenBatch;
import dev.scholium.torch.t5.TokenWeights;
import dev.scholium.torch.tokenize.T5Tokenizer;
import dev.scholium.torch.train.Batches;
import dev.scholium.torch.train.EncodedExample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Steps of AdamW over batches of like length: dropout 0.1, clipping at 1.0. Not safe for several threads. */
final class TrainingSteps implements AutoCloseable {

    private final T5Model model;
    private final DataParallel parallel;
    private final Optimizer optimizer;
    private final List<List<EncodedExample>> batches;

    /**
     * Prepares them.
     *
     * @param model what is trained; to be closed by the caller, after this
     * @param rows what is learnt
     * @param batch rows of a step
     * @param precision of the passes; weights and optimiser are float32
     */
    TrainingSteps(T5Model model, List<EncodedExample> rows, int batch, TrainingPrecision precision) {
        this.model = model;
        this.parallel = DataParallel.of(model, new PassSettings(precision, false));
        this.optimizer = new AdamW(model.parameters(), AdamW.Settings.defaults());
        this.batches = new Batches(rows, Padding.GROUPED, batch, 1)
                .ofEpoch(0).stream()
                        .map(places -> places.stream().map(rows::get).toList())
                        .toList();
    }

    /**
     * Rows of texts as token ids.
     *
     * @param file one {@code {"source": text, "target": text}} a line
     * @param tokenizer the student's
     * @param maxSource sources are cut to so many tokens
     * @param maxTarget targets are cut to so many tokens
     * @return the rows
     * @throws IOException if the file cannot be read
     */
    static List<EncodedExample> rows(Path file, T5Tokenizer tokenizer, int maxSource, int maxTarget)
            throws IOException {
        List<TextRow> texts = TextRow.read(file);
        int[][] sources =
                tokenizer.encodeAll(texts.stream().map(TextRow::source).toList());
        int[][] targets =
                tokenizer.encodeAll(texts.stream().map(TextRow::target).toList());
        List<EncodedExample> rows = new ArrayList<>();
        for (int i = 0; i < sources.length; i++) {
            int[] target = T5Tokenizer.truncate(targets[i], maxTarget);
            rows.add(EncodedExample.of("row-" + i, T5Tokenizer.truncate(sources[i], maxSource), target, target.length));
        }
        return rows;
    }

    /** {@return batches of an epoch, shuffled} */
    List<List<EncodedExample>> batches() {
        return batches;
    }

    /**
     * Makes one step.
     *
     * @param step its number from 0; after the last batch the first one comes again
     * @param learningRate more than 0
     * @return tokens learnt from, sources and targets
     */
    long step(int step, double learningRate) {
        List<EncodedExample> rows = batches.get(step % batches.size());
        TokenBatch batch = TokenBatch.of(
                rows.stream().map(EncodedExample::source).toArray(int[][]::new),
                rows.stream().map(EncodedExample::target).toArray(int[][]::new));
        long seed = (long) step << 8;
        parallel.forwardBackward(
                batch, TokenWeights.mean(batch.targetTokens()), share -> Dropout.of(0.1, seed + share));
        GradientClipping.clip(model.parameters(), 1.0);
        optimizer.step(learningRate);
        model.zeroGradients();
        return batch.sourceTokens() + batch.targetTokens();
    }

    @Override
    public void close() {
        parallel.close();
        optimizer.close();
    }
}
