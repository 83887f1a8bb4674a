package dev.scholium.torch.train;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.student.LossBoundary;
import dev.scholium.student.TrainingConfig;
import dev.scholium.student.TrainingConfig.Padding;
import dev.scholium.torch.nn.Dropout;
import dev.scholium.torch.optimize.GradientClipping;
import dev.scholium.torch.optimize.Optimizer;
import dev.scholium.torch.predict.OutOfMemory;
import dev.scholium.torch.t5.DataParallel;
import dev.scholium.torch.t5.LossSums;
import dev.scholium.torch.t5.TokenBatch;
import dev.scholium.torch.t5.TokenWeights;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One optimiser step: forward and backward over its batches, clipping, AdamW.
 *
 * <p>Each segment's loss is divided by its tokens in the whole step, so that cutting a step into batches changes
 * nothing. Everything random is a function of the seed and the step's number.
 */
final class TrainingStep {

    /** Uids named when the loss is no number. */
    private static final int NAMED = 20;

    /** Passes that tell how long steps take: at most so many, and no more once so many seconds have gone. */
    private static final int TRIALS = 5;

    private static final double TRIAL_SECONDS = 5;

    private static final double NANO = 1e-9;

    private final Lesson lesson;
    private final TrainingPlan plan;
    private final TrainingConfig config;
    private long cachedEpoch = -1;
    private List<List<EncodedExample>> cachedBatches = List.of();

    TrainingStep(Lesson lesson, TrainingPlan plan, TrainingConfig config) {
        this.lesson = lesson;
        this.plan = plan;
        this.config = config;
    }

    /**
     * What a step came to.
     *
     * @param total the split loss
     * @param label its label part, unweighted
     * @param rationale its rationale part, unweighted
     * @param gradNorm norm of the gradient before clipping
     * @param rows how many rows
     */
    record StepLoss(double total, double label, double rationale, double gradNorm, int rows) {}

    /**
     * The batch of an epoch that has most tokens, padding included.
     *
     * @param step any of the epoch's
     * @return its tokens, as they are learnt
     */
    TokenBatch largestBatch(long step) {
        return epochOf(step).stream()
                .max(Comparator.comparingLong(this::tokenCount))
                .map(this::tokens)
                .orElseThrow();
    }

    /** How many tokens are computed of a batch: as many as {@link #tokens} has, without a copy of them. */
    private long tokenCount(List<EncodedExample> batch) {
        List<EncodedExample> targets =
                batch.stream().flatMap(row -> row.targets().stream()).toList();
        boolean fixed = config.padding() == Padding.FIXED;
        int shortestSource = fixed ? config.maxSourceTokens() : 0;
        int shortestTarget = fixed ? config.maxTargetTokens() : 0;
        if (config.boundary() == LossBoundary.FIRST_TOKEN) {
            int longest =
                    targets.stream().mapToInt(row -> row.target().length).max().orElse(0);
            shortestTarget = Math.max(shortestTarget, longest);
        }
        long count = 0;
        for (EncodedExample row : targets) {
            count += Math.max(row.source().length, shortestSource) + Math.max(row.target().length, shortestTarget);
        }
        return count;
    }

    /**
     * How long steps take, by passes of the epoch's largest batch from which nothing is learnt. Where memory does not
     * suffice for it, that shows here and not hours later.
     *
     * @param step the next one
     * @param model what is trained; its gradients are none before and after
     * @param nanoTime a clock of nanoseconds
     * @return seconds of an average step's passes, without the optimiser's part
     * @throws ScholiumException if memory is full
     */
    double secondsByTrial(long step, DataParallel model, LongSupplier nanoTime) {
        TokenBatch largest = largestBatch(step);
        double best = Double.POSITIVE_INFINITY;
        double all = 0;
        for (int i = 0; i < TRIALS && all < TRIAL_SECONDS; i++) {
            long begin = nanoTime.getAsLong();
            explained("the largest batch of training", () -> pass(step, 0, largest, model, weights(List.of(largest))));
            model.model().zeroGradients();
            double seconds = (nanoTime.getAsLong() - begin) * NANO;
            best = Math.min(best, seconds);
            all += seconds;
        }
        LongSummaryStatistics tokens =
                epochOf(step).stream().mapToLong(this::tokenCount).summaryStatistics();
        return best * tokens.getSum() / tokens.getMax() / plan.stepsPerEpoch();
    }

    StepLoss run(long step, double learningRate, DataParallel model, Optimizer optimizer) {
        List<List<EncodedExample>> batchesOfStep = batchesOf(step);
        return explained("training step " + (step + 1), () -> run(step, learningRate, model, optimizer, batchesOfStep));
    }

    private static <T> T explained(String work, Supplier<T> pass) {
        try {
            return pass.get();
        } catch (RuntimeException | OutOfMemoryError e) {
            Throwable explained = OutOfMemory.explained(e, work);
            if (explained instanceof ScholiumException line) {
                throw line;
            }
            throw e;
        }
    }

    private StepLoss run(
            long step,
            double learningRate,
            DataParallel model,
            Optimizer optimizer,
            List<List<EncodedExample>> batchesOfStep) {
        List<TokenBatch> tokens = batchesOfStep.stream().map(this::tokens).toList();
        TokenWeights weights = weights(tokens);
        LossSums sums = LossSums.zero();
        for (int i = 0; i < tokens.size(); i++) {
            sums = sums.plus(pass(step, i, tokens.get(i), model, weights));
        }
        double gradNorm = GradientClipping.clip(model.model().parameters(), config.clipNorm());
        double loss = sums.total(config.splitRatio());
        if (!Double.isFinite(loss) || !Double.isFinite(gradNorm)) {
            throw diverged(step, loss, gradNorm, batchesOfStep);
        }
        optimizer.step(learningRate);
        model.model().zeroGradients();
        int stepRows = batchesOfStep.stream().mapToInt(List::size).sum();
        return new StepLoss(loss, sums.labelMean(), sums.rationaleMean(), gradNorm, stepRows);
    }

    private TokenWeights weights(List<TokenBatch> tokens) {
        long labelTokens = tokens.stream().mapToLong(TokenBatch::labelTokens).sum();
        long rationaleTokens =
                tokens.stream().mapToLong(TokenBatch::rationaleTokens).sum();
        return TokenWeights.of(config.splitRatio(), labelTokens, rationaleTokens)
                .withSmoothing(config.labelSmoothing());
    }

    private LossSums pass(long step, int batch, TokenBatch tokens, DataParallel model, TokenWeights weights) {
        return model.forwardBackward(tokens, weights, share -> dropout(step, batch, share));
    }

    private Dropout dropout(long step, int batch, int share) {
        long seed = Seeds.mix(config.seed(), Seeds.DROPOUT, step, batch, share);
        return Dropout.of(config.dropout(), seed).withAdapters(config.lora().dropout());
    }

    private List<List<EncodedExample>> epochOf(long step) {
        long epoch = step / plan.stepsPerEpoch();
        if (epoch != cachedEpoch) {
            cachedBatches = lesson.epoch(epoch);
            cachedEpoch = epoch;
        }
        return cachedBatches;
    }

    private List<List<EncodedExample>> batchesOf(long step) {
        List<List<EncodedExample>> batches = epochOf(step);
        int from = (int) (step % plan.stepsPerEpoch()) * config.gradientAccumulationSteps();
        int to = Math.min(from + config.gradientAccumulationSteps(), batches.size());
        return batches.subList(from, to);
    }

    private TokenBatch tokens(List<EncodedExample> rowsOfBatch) {
        TokenBatch tokens = EncodedExample.batch(rowsOfBatch);
        if (config.padding() == Padding.FIXED) {
            tokens = tokens.paddedTo(config.maxSourceTokens(), config.maxTargetTokens());
        }
        // after the padding, which it counts as the paper's runs did
        return config.boundary() == LossBoundary.FIRST_TOKEN ? tokens.withFirstTokenBoundary() : tokens;
    }

    private static ScholiumException diverged(
            long step, double loss, double gradNorm, List<List<EncodedExample>> batchesOfStep) {
        List<String> uids = batchesOfStep.stream()
                .flatMap(List::stream)
                .map(EncodedExample::uid)
                .toList();
        String more = uids.size() > NAMED ? " and " + (uids.size() - NAMED) + " more" : "";
        return new ScholiumException(
                ExitCode.FAILED,
                "training step " + (step + 1) + ": the loss is " + loss + " and the gradient's norm " + gradNorm
                        + "; lower learning_rate, or look at the step's rows: "
                        + uids.stream().limit(NAMED).collect(Collectors.joining(", ")) + more);
    }
}
