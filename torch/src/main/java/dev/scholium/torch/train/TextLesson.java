package dev.scholium.torch.train;

import dev.scholium.data.SeededOrder;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.student.TrainingConfig;
import dev.scholium.student.TrainingMetrics;
import dev.scholium.torch.corrupt.SpanCorruption;
import dev.scholium.torch.corrupt.TextChunks;
import dev.scholium.torch.predict.OutOfMemory;
import dev.scholium.torch.t5.LossSums;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.tokenize.T5Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Plain text with spans taken out anew in every epoch; judged by the loss on held-out text, whose spans stay the same.
 */
final class TextLesson implements Lesson {

    private final PretrainingJob job;
    private final TrainingConfig config;
    private final T5Tokenizer tokenizer;
    private final TextChunks chunks;
    private final List<List<EncodedExample>> heldOut;

    TextLesson(PretrainingJob job, T5Tokenizer tokenizer) {
        this.job = job;
        this.config = job.config();
        this.tokenizer = tokenizer;
        if (tokenizer.sentinelIds().length == 0) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    "pre-training needs a tokenizer with sentinels (<extra_id_0>, ...), but this one has none");
        }
        int length = job.corruption().chunkLength(config.maxSourceTokens(), tokenizer.sentinelIds().length);
        List<int[]> documents = shuffled(Arrays.asList(tokenizer.encodeAllWithoutEos(job.documents())));
        int held = job.heldOutDocuments();
        this.chunks = chunks(documents.subList(held, documents.size()), length, "to learn from");
        TextChunks judging = chunks(documents.subList(0, held), length, "held out");
        long seed = Seeds.mix(config.seed(), Seeds.HELD_OUT);
        this.heldOut = corrupted(judging.shuffled(new SplittableRandom(seed)), seed);
    }

    private static TextChunks chunks(List<int[]> documents, int length, String part) {
        try {
            return new TextChunks(documents, length);
        } catch (IllegalArgumentException e) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    "pre-training: " + e.getMessage() + " in the " + documents.size() + " documents " + part,
                    e);
        }
    }

    /** Which documents are held out depends on the seed alone. */
    private List<int[]> shuffled(List<int[]> documents) {
        SplittableRandom random = new SplittableRandom(Seeds.mix(config.seed(), Seeds.HELD_OUT));
        List<int[]> order = new ArrayList<>(documents);
        SeededOrder.shuffle(order, random);
        return order;
    }

    @Override
    public String title() {
        return "pre-training";
    }

    @Override
    public long batchesPerEpoch() {
        return (chunks.count() + config.batchSize() - 1L) / config.batchSize();
    }

    @Override
    public List<List<EncodedExample>> epoch(long epoch) {
        long seed = Seeds.mix(config.seed(), Seeds.CORRUPTION, epoch);
        return corrupted(chunks.shuffled(new SplittableRandom(Seeds.mix(config.seed(), Seeds.ORDER, epoch))), seed);
    }

    private List<List<EncodedExample>> corrupted(List<int[]> texts, long seed) {
        List<EncodedExample> rows = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            int[] ids = texts.get(i);
            boolean[] mask = job.corruption().mask(ids.length, new SplittableRandom(Seeds.mix(seed, i)));
            SpanCorruption.Pair pair = SpanCorruption.corrupted(ids, mask, tokenizer.sentinelIds(), tokenizer.eosId());
            rows.add(EncodedExample.of("chunk-" + (i + 1), pair.source(), pair.target(), pair.target().length));
        }
        List<List<EncodedExample>> batches = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += config.batchSize()) {
            batches.add(rows.subList(from, Math.min(from + config.batchSize(), rows.size())));
        }
        return batches;
    }

    @Override
    public Evaluation evaluate(T5Model model) {
        LossSums sums = LossSums.zero();
        for (List<EncodedExample> batch : heldOut) {
            if (Thread.interrupted()) {
                throw new ScholiumException(ExitCode.INTERRUPTED, "pre-training was stopped");
            }
            sums = sums.plus(loss(model, batch));
        }
        return new HeldOutLoss(sums.mean());
    }

    private static LossSums loss(T5Model model, List<EncodedExample> batch) {
        try {
            return model.loss(EncodedExample.batch(batch));
        } catch (RuntimeException | OutOfMemoryError e) {
            Throwable explained = OutOfMemory.explained(e, "the loss of held-out text");
            if (explained instanceof ScholiumException line) {
                throw line;
            }
            throw e;
        }
    }

    @Override
    public void saveBeside(Path folder) {
        tokenizer.saveTo(folder);
    }

    @Override
    public Measure measure(double score) {
        return new Measure("held-out loss", HeldOutLoss.ofScore(score));
    }

    /**
     * The loss on held-out text.
     *
     * @param loss in nats a token
     */
    record HeldOutLoss(double loss) implements Evaluation {

        static double ofScore(double score) {
            return -Math.log(score);
        }

        /** {@return the geometric mean of the tokens' probabilities: the lower the loss, the higher} */
        @Override
        public double score() {
            return Math.exp(-loss);
        }

        @Override
        public TrainingMetrics line(long step, double epoch, double seconds) {
            return new TrainingMetrics(
                    step, epoch, null, null, null, null, null, null, loss, null, null, null, null, null, null, null,
                    seconds);
        }
    }
}
