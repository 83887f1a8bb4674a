package dev.scholium.torch.train;

import dev.scholium.doctor.CpuFeatures;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.student.TrainingConfig;
import dev.scholium.torch.optimize.Adafactor;
import dev.scholium.torch.optimize.AdamW;
import dev.scholium.torch.optimize.LearningRate;
import dev.scholium.torch.optimize.Optimizer;
import dev.scholium.torch.t5.DataParallel;
import dev.scholium.torch.t5.PassSettings;
import dev.scholium.torch.t5.Precision;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.train.CheckpointStore.Checkpoint;
import dev.scholium.torch.train.Lesson.Evaluation;
import dev.scholium.torch.train.Lesson.Measure;
import dev.scholium.torch.train.TrainingStep.StepLoss;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Trains a model on a lesson: AdamW or Adafactor, warm-up and decay, and the checkpoint that does best is kept.
 *
 * <p>A training that was stopped goes on from its newest checkpoint to the same bits as one that was not. Used once, on
 * one thread; interrupting that thread stops the training at the next step, with a checkpoint.
 */
final class TrainingLoop {

    private static final double NANO = 1e-9;

    private final Lesson lesson;
    private final TrainingConfig config;
    private final Path folder;
    private final int following;
    private final InitialStudent initial;
    private final Progress progress;
    private final LongSupplier nanoTime;
    private final TrainingPlan plan;
    private final TrainingStep step;
    private final LearningRate learningRate;
    private final CheckpointStore checkpoints;
    private final CheckpointClock checkpointClock;
    private final StudentFolder student;

    /**
     * A training that has not begun.
     *
     * @param lesson what to learn
     * @param config how
     * @param folder where metrics, checkpoints and the student go
     * @param following how many trainings like this one come after it
     * @param initial what to begin with; stays the caller's
     * @param progress is told of steps, loss, speed and time left
     * @param nanoTime a clock of nanoseconds, for speeds and for the time between checkpoints
     */
    TrainingLoop(
            Lesson lesson,
            TrainingConfig config,
            Path folder,
            int following,
            InitialStudent initial,
            Progress progress,
            LongSupplier nanoTime) {
        this.lesson = lesson;
        this.config = config;
        this.folder = folder;
        this.following = following;
        this.initial = initial;
        this.progress = progress;
        this.nanoTime = nanoTime;
        this.plan = TrainingPlan.of(config, lesson.batchesPerEpoch());
        this.step = new TrainingStep(lesson, plan, config);
        this.learningRate =
                new LearningRate(config.schedule(), config.learningRate(), config.warmupSteps(), plan.totalSteps());
        this.checkpoints =
                new CheckpointStore(folder.resolve("checkpoints"), config.keepCheckpoints(), initial.model(), progress);
        this.checkpointClock = new CheckpointClock(nanoTime);
        this.student = new StudentFolder(folder.resolve("student"), initial.model());
    }

    /** {@return the best student's folder, whole even after a crash} */
    Path student() {
        return student.path();
    }

    /**
     * Trains to the end, or from where the training was stopped.
     *
     * @param fingerprint of everything that decides the outcome
     * @param counts how many rows were cut, for the result
     * @return the training's figures; those of the first time if it was finished before
     * @throws ScholiumException if the folder holds another training, the loss is no number, memory or disk is full, or
     *     the thread was interrupted
     */
    TrainingResult train(String fingerprint, CutRows counts) {
        Optional<TrainingResult> finished = TrainingResult.read(folder, fingerprint);
        if (finished.isPresent()) {
            return finished.get();
        }
        Optional<Checkpoint> checkpoint = checkpoints.newest(fingerprint);
        student.deleteUnfinished();
        TrainingState state = checkpoint.map(Checkpoint::state).orElse(TrainingState.start(fingerprint));
        Path metricsFile = folder.resolve("metrics.jsonl");
        try (T5Model model = model(checkpoint);
                Optimizer optimizer = optimizer(model);
                MetricsFile metrics = MetricsFile.open(metricsFile, state.step(), state.evaluatedStep())) {
            checkpoint.ifPresent(found -> found.restore(optimizer));
            if (config.warmupSteps() >= plan.totalSteps()) {
                progress.say("Warning: warmup_steps is " + config.warmupSteps() + ", but the training has only "
                        + plan.totalSteps() + " steps: the learning rate never reaches its peak");
            }
            TrainingState end;
            try (DataParallel parallel = DataParallel.of(model, PassSettings.of(config))) {
                tellNeeds(state, parallel, optimizer);
                progress.begin(lesson.title(), plan.totalSteps(), "steps");
                progress.resume(state.step());
                end = trainFrom(state, parallel, optimizer, metrics);
            }
            progress.end();
            TrainingResult result = result(end, model, counts);
            result.write(folder);
            return result;
        }
    }

    private void tellNeeds(TrainingState state, DataParallel parallel, Optimizer optimizer) {
        if (state.step() < plan.totalSteps()) {
            PassSettings.of(config)
                    .warning(initial.device(), CpuFeatures.current())
                    .ifPresent(progress::say);
            TrainingNeeds.of(parallel, optimizer, step.largestBatch(state.step()), config)
                    .before(following)
                    .tell(lesson.title(), folder, initial.device(), progress);
            double left = plan.totalSteps() - state.step();
            new TimeEstimate(left * step.secondsByTrial(state.step(), parallel, nanoTime), following)
                    .line()
                    .ifPresent(progress::say);
        }
    }

    private TrainingState trainFrom(
            TrainingState start, DataParallel parallel, Optimizer optimizer, MetricsFile metrics) {
        T5Model model = parallel.model();
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
            StepLoss loss = step.run(state.step(), rate, parallel, optimizer);
            double seconds = (nanoTime.getAsLong() - begin) * NANO;
            state = state.afterStep(loss.total(), loss.label(), loss.rationale(), loss.rows(), seconds);
            state = report.afterStep(state, loss, rate, seconds);
        }
    }

    private TrainingState evaluate(TrainingState state, T5Model model, Optimizer optimizer, TrainingReport report) {
        long begin = nanoTime.getAsLong();
        Evaluation evaluation;
        try {
            evaluation = lesson.evaluate(model);
        } catch (ScholiumException e) {
            if (e.exitCode() != ExitCode.INTERRUPTED) {
                throw e;
            }
            checkpoints.save(state, model, optimizer);
            throw stopped(state);
        }
        TrainingState evaluated = state.evaluated(evaluation.score());
        report.evaluated(evaluated, evaluation, lesson, (nanoTime.getAsLong() - begin) * NANO);
        if (evaluated.bestStep() == evaluated.step()) {
            student.replace(model, lesson);
        }
        return evaluated;
    }

    private T5Model model(Optional<Checkpoint> checkpoint) {
        if (!config.lora().adapts()) {
            T5Model model = checkpoint
                    .map(found -> T5Model.load(found.folder(), Precision.FLOAT32, initial.device()))
                    .orElseGet(initial.weights());
            model.freeze(config.freeze());
            return model;
        }
        if (initial.model().isEmpty()) {
            throw new ScholiumException(
                    ExitCode.USAGE,
                    "training.lora: a student of random weights has nothing to adapt; name one by student.model, or"
                            + " set lora.rank to 0");
        }
        T5Model model = initial.weights().get().adapted(config.lora(), Seeds.mix(config.seed(), Seeds.ADAPTER));
        checkpoint.ifPresent(found -> model.readAdapter(found.folder()));
        return model;
    }

    private Optimizer optimizer(T5Model model) {
        Adafactor.Settings adafactor = Adafactor.Settings.defaults().withWeightDecay(config.weightDecay());
        return switch (config.optimizer()) {
            case ADAMW -> new AdamW(model.trainable(), AdamW.Settings.defaults().withWeightDecay(config.weightDecay()));
            case ADAFACTOR -> new Adafactor(model.trainable(), adafactor);
            case ADAFACTOR_SCALED -> new Adafactor(model.trainable(), adafactor.scaledByParameter());
        };
    }

    private boolean stopsEarly(TrainingState state) {
        if (config.earlyStopping() == 0 || state.evaluationsSinceBest() < config.earlyStopping()) {
            return false;
        }
        Measure best = lesson.measure(state.bestScore());
        progress.say(String.format(
                Locale.ROOT,
                "Stopped early after step %d of %d: no better %s than %.3f (step %d) in %d evaluations",
                state.step(),
                plan.totalSteps(),
                best.name(),
                best.figure(),
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
                folder + ": training was stopped after step " + state.step() + " of " + plan.totalSteps()
                        + "; run the same command again to go on");
    }

    private static TrainingResult result(TrainingState end, T5Model model, CutRows counts) {
        return new TrainingResult(
                end.fingerprint(),
                end.step(),
                end.bestStep(),
                end.bestScore(),
                model.parameterCount(),
                end.trainSeconds(),
                end.rowsPerSecond(),
                counts.sources(),
                counts.targets());
    }

    /**
     * How many training rows were cut.
     *
     * @param sources rows whose source was
     * @param targets rows whose target was
     */
    record CutRows(long sources, long targets) {}
}
