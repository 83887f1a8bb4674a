package dev.scholium.torch.train;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.student.TrainingConfig;
import dev.scholium.student.TrainingJob;
import dev.scholium.student.TrainingOutcome;
import dev.scholium.torch.optimize.Adafactor;
import dev.scholium.torch.optimize.AdamW;
import dev.scholium.torch.optimize.LearningRate;
import dev.scholium.torch.optimize.Optimizer;
import dev.scholium.torch.predict.T5Student;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.tokenize.T5Tokenizer;
import dev.scholium.torch.train.CheckpointStore.Checkpoint;
import dev.scholium.torch.train.TrainingStep.StepLoss;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Trains a T5 student with the split loss, AdamW, linear warm-up and decay, and keeps the checkpoint that does best on
 * dev.
 *
 * <p>A training that was stopped goes on from its newest checkpoint to the same bits as one that was not. Used once, on
 * one thread; interrupting that thread stops the training at the next step, with a checkpoint.
 *
 * @see <a href="https://arxiv.org/abs/2409.12599">Pieper et al. 2024</a>
 */
public final class T5StudentTrainer {

    private static final double NANO = 1e-9;

    private final TrainingJob job;
    private final TrainingConfig config;
    private final InitialStudent initial;
    private final Progress progress;
    private final LongSupplier nanoTime;
    private final List<EncodedExample> rows;
    private final TrainingPlan plan;
    private final TrainingStep step;
    private final LearningRate learningRate;
    private final CheckpointStore checkpoints;
    private final CheckpointClock checkpointClock;
    private final StudentFolder student;

    /**
     * A training that has not begun.
     *
     * @param job what to train and where
     * @param initial what to begin with; stays the caller's
     * @param progress is told of steps, loss, speed and time left
     * @param nanoTime a clock of nanoseconds, for speeds and for the time between checkpoints
     */
    public T5StudentTrainer(TrainingJob job, InitialStudent initial, Progress progress, LongSupplier nanoTime) {
        this.job = job;
        this.config = job.config();
        this.initial = initial;
        this.progress = progress;
        this.nanoTime = nanoTime;
        this.rows = new ExampleEncoder(
                        initial.tokenizer(), job.task(), config.maxSourceTokens(), config.maxTargetTokens())
                .encode(job.train());
        Batches batches = new Batches(rows, config.padding(), config.batchSize(), config.seed());
        this.plan = TrainingPlan.of(config, batches.perEpoch());
        this.step = new TrainingStep(rows, batches, plan, config);
        this.learningRate =
                new LearningRate(config.schedule(), config.learningRate(), config.warmupSteps(), plan.totalSteps());
        this.checkpoints = new CheckpointStore(job.folder().resolve("checkpoints"), config.keepCheckpoints(), progress);
        this.checkpointClock = new CheckpointClock(nanoTime);
        this.student = new StudentFolder(job.folder().resolve("student"));
    }

    /**
     * Trains to the end, or from where the training was stopped.
     *
     * @return the best student and the training's figures; those of the first time if it was finished before
     * @throws ScholiumException if the folder holds another training, the loss is no number, memory or disk is full, or
     *     the thread was interrupted
     */
    public TrainingOutcome train() {
        T5Tokenizer tokenizer = initial.tokenizer();
        String fingerprint = Fingerprint.of(job, initial.identity(), tokenizer);
        Optional<TrainingResult> finished = TrainingResult.read(job.folder(), fingerprint);
        if (finished.isPresent()) {
            return finished.get().outcome(student.path());
        }
        Optional<Checkpoint> checkpoint = checkpoints.newest(fingerprint);
        TrainingState state = checkpoint.map(Checkpoint::state).orElse(TrainingState.start(fingerprint));
        Path metricsFile = job.folder().resolve("metrics.jsonl");
        try (T5Model model =
                        checkpoint.map(found -> T5Model.load(found.folder())).orElseGet(initial.weights());
                Optimizer optimizer = optimizer(model);
                MetricsFile metrics = MetricsFile.open(metricsFile, state.step())) {
            model.freeze(config.freeze());
            checkpoint.ifPresent(found -> found.restore(optimizer));
            if (config.warmupSteps() >= plan.totalSteps()) {
                progress.say("Warning: warmup_steps is " + config.warmupSteps() + ", but the training has only "
                        + plan.totalSteps() + " steps: the learning rate never reaches its peak");
            }
            progress.begin("training the student", plan.totalSteps(), "steps");
            progress.advance(state.step());
            TrainingState end = trainFrom(state, model, optimizer, metrics);
            progress.end();
            TrainingResult result = result(end, model);
            result.write(job.folder());
            return result.outcome(student.path());
        }
    }

    private TrainingState trainFrom(TrainingState start, T5Model model, Optimizer optimizer, MetricsFile metrics) {
        TrainingState state = start;
        TrainingReport report = new TrainingReport(plan, metrics, progress);
        checkpointClock.restart();
        while (true) {
            if (plan.evaluatesAfter(state.step()) && state.evaluatedStep() < state.step()) {
                state = evaluate(state, model, optimizer, report);
                save(state, model, optimizer, metrics);
            }
            if (state.step() == plan.totalSteps() || stopsEarly(state)) {
                return state;
            }
            if (Thread.interrupted()) {
                save(state, model, optimizer, metrics);
                throw stopped(state);
            }
            if (checkpointClock.isDue()) {
                save(state, model, optimizer, metrics);
            }
            long begin = nanoTime.getAsLong();
            double rate = learningRate.at(state.step());
            StepLoss loss = step.run(state.step(), rate, model, optimizer);
            double seconds = (nanoTime.getAsLong() - begin) * NANO;
            state = state.afterStep(loss.total(), loss.label(), loss.rationale(), loss.rows(), seconds);
            state = report.afterStep(state, loss, rate);
        }
    }

    private TrainingState evaluate(TrainingState state, T5Model model, Optimizer optimizer, TrainingReport report) {
        long begin = nanoTime.getAsLong();
        T5Tokenizer tokenizer = initial.tokenizer();
        DevEvaluation evaluation;
        try {
            // not closed: it would close the model that is being trained
            T5Student asItIs = new T5Student(model, tokenizer, job.task());
            int labelTokens = T5Student.labelTokens(tokenizer, job.task());
            evaluation = DevEvaluation.of(asItIs, job, labelTokens, Math.max(labelTokens, longestTarget()));
        } catch (ScholiumException e) {
            if (e.exitCode() != ExitCode.INTERRUPTED) {
                throw e;
            }
            checkpoints.save(state, model, optimizer);
            throw stopped(state);
        }
        TrainingState evaluated = state.evaluated(evaluation.accuracy());
        report.evaluated(evaluated, evaluation, (nanoTime.getAsLong() - begin) * NANO);
        if (evaluated.bestStep() == evaluated.step()) {
            student.replace(model, tokenizer, job.task());
        }
        return evaluated;
    }

    private int longestTarget() {
        return rows.stream()
                .flatMap(row -> row.targets().stream())
                .mapToInt(target -> target.target().length)
                .max()
                .orElse(0);
    }

    private Optimizer optimizer(T5Model model) {
        return switch (config.optimizer()) {
            case ADAMW ->
                new AdamW(model.parameters(), AdamW.Settings.defaults().withWeightDecay(config.weightDecay()));
            case ADAFACTOR ->
                new Adafactor(model.parameters(), Adafactor.Settings.defaults().withWeightDecay(config.weightDecay()));
        };
    }

    private boolean stopsEarly(TrainingState state) {
        if (config.earlyStopping() == 0 || state.evaluationsSinceBest() < config.earlyStopping()) {
            return false;
        }
        progress.say(String.format(
                Locale.ROOT,
                "Stopped early after step %d of %d: no better dev accuracy than %.3f (step %d) in %d evaluations",
                state.step(),
                plan.totalSteps(),
                state.bestAccuracy(),
                state.bestStep(),
                config.earlyStopping()));
        return true;
    }

    private void save(TrainingState state, T5Model model, Optimizer optimizer, MetricsFile metrics) {
        metrics.sync();
        long begin = nanoTime.getAsLong();
        checkpoints.save(state, model, optimizer);
        checkpointClock.saved((nanoTime.getAsLong() - begin) * NANO);
    }

    private ScholiumException stopped(TrainingState state) {
        return new ScholiumException(
                ExitCode.INTERRUPTED,
                job.folder() + ": training was stopped after step " + state.step() + " of " + plan.totalSteps()
                        + "; run the same command again to go on");
    }

    private TrainingResult result(TrainingState end, T5Model model) {
        return new TrainingResult(
                end.fingerprint(),
                end.step(),
                end.bestStep(),
                end.bestAccuracy(),
                model.parameterCount(),
                end.trainSeconds(),
                end.rowsPerSecond(),
                rows.stream().filter(EncodedExample::sourceCut).count(),
                rows.stream().filter(EncodedExample::targetCut).count());
    }
}
