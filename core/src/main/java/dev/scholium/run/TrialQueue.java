package dev.scholium.run;

import dev.scholium.data.DataSplit;
import dev.scholium.evaluate.SweepRow;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.Sweep;
import dev.scholium.recipe.SweepTrial;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Gives a sweep's trials to its worker, so many at a time, and notes what becomes of them. */
final class TrialQueue {

    private static final double NANO = 1e-9;

    private final Sweep sweep;
    private final SweepFolder folder;
    private final TrialWorker worker;
    private final SweepLedger ledger;
    private final SweepTable table;
    private final Progress progress;

    TrialQueue(
            Sweep sweep,
            SweepFolder folder,
            TrialWorker worker,
            SweepLedger ledger,
            SweepTable table,
            Progress progress) {
        this.sweep = sweep;
        this.folder = folder;
        this.worker = worker;
        this.ledger = ledger;
        this.table = table;
        this.progress = progress;
    }

    /**
     * Carries out trials in their order.
     *
     * @param trials which
     * @param split {@code DEV} to train and predict dev, {@code TEST} to predict test
     * @throws ScholiumException with exit code 130 if this thread is interrupted: what is under way is kept
     */
    void run(List<SweepTrial> trials, DataSplit split) {
        if (split == DataSplit.TEST || trials.isEmpty()) {
            run(trials, (trial, place) -> look(trial));
            return;
        }
        try (TrainingWatch watch = TrainingWatch.over(folder, trials, progress)) {
            run(trials, (trial, place) -> train(trial, place, watch));
        }
    }

    /** What is done with a trial; {@code place} says which of all it is at its end. */
    private interface Work {
        void on(SweepTrial trial, Supplier<String> place) throws InterruptedException;
    }

    private void run(List<SweepTrial> trials, Work workOnTrial) {
        ExecutorService threads = Executors.newFixedThreadPool(sweep.spec().parallel());
        List<Future<?>> works = new ArrayList<>();
        AtomicInteger ended = new AtomicInteger();
        Supplier<String> place = () -> ended.incrementAndGet() + " of " + trials.size();
        trials.forEach(trial -> works.add(threads.submit(() -> {
            workOnTrial.on(trial, place);
            return null;
        })));
        try {
            for (Future<?> work : works) {
                work.get();
            }
        } catch (InterruptedException e) {
            stop(threads);
            throw stopped(e);
        } catch (ExecutionException e) {
            stop(threads);
            throw failure(Objects.requireNonNullElse(e.getCause(), e));
        } finally {
            threads.shutdown();
        }
    }

    private RuntimeException failure(Throwable cause) {
        if (cause instanceof InterruptedException interrupted) {
            return stopped(interrupted); // the trial's process met the same signal first
        }
        return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    }

    private ScholiumException stopped(InterruptedException cause) {
        return new ScholiumException(
                ExitCode.INTERRUPTED,
                folder.path() + ": the sweep was stopped; run the same command again to go on",
                cause);
    }

    private static void stop(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = false;
        try {
            interrupted = !threads.awaitTermination(5, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void train(SweepTrial trial, Supplier<String> place, TrainingWatch watch) throws InterruptedException {
        watch.begins(trial);
        for (int attempt = 1; attempt <= sweep.spec().attempts(); attempt++) {
            if (train(trial, place)) {
                break;
            }
        }
        watch.ends(trial);
    }

    private void look(SweepTrial trial) throws InterruptedException {
        if (Files.exists(folder.run().predictions(trial.id(), DataSplit.TEST))) {
            return;
        }
        ledger.add(trial.id(), LedgerLine.Event.tested, null, null);
        Optional<String> failure = worker.work(folder, trial.id(), DataSplit.TEST, threads());
        failure.ifPresent(reason -> progress.say("Warning: " + trial.id() + " could not predict test: " + reason));
    }

    private boolean train(SweepTrial trial, Supplier<String> place) throws InterruptedException {
        ledger.add(trial.id(), LedgerLine.Event.begun, null, null);
        table.running(trial.id());
        save();
        long started = System.nanoTime();
        Optional<String> failure;
        try {
            failure = worker.work(folder, trial.id(), DataSplit.DEV, threads());
        } catch (InterruptedException e) {
            ledgerAtTheEnd(trial, started);
            throw e;
        } finally {
            table.ended(trial.id());
        }
        double seconds = Math.round((System.nanoTime() - started) * NANO * 1000) / 1000.0;
        if (failure.isPresent()) {
            ledger.add(trial.id(), LedgerLine.Event.failed, failure.get(), seconds);
            progress.say("Trial " + trial.id() + " failed: " + failure.get());
        } else {
            ledger.add(trial.id(), LedgerLine.Event.done, null, seconds);
            SweepRow row = table.row(trial, 0, ledger.lines());
            progress.say(String.format(
                    Locale.ROOT,
                    "Trial %s, %s: dev accuracy %.1f %%%s, %.0f s",
                    place.get(),
                    trial.id(),
                    100 * row.score("accuracy"),
                    row.hasCollapsed() ? " (collapsed to " + row.majorityAnswer() + ")" : "",
                    seconds));
        }
        save();
        return failure.isEmpty();
    }

    private void ledgerAtTheEnd(SweepTrial trial, long started) {
        boolean interrupted = Thread.interrupted(); // an interrupted thread's channel closes itself
        ledger.add(trial.id(), LedgerLine.Event.stopped, null, (System.nanoTime() - started) * NANO);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private int threads() {
        return sweep.spec().threadsPerTrial(Runtime.getRuntime().availableProcessors());
    }

    private synchronized void save() {
        table.of(ledger.lines(), null).write(folder.table());
    }
}
