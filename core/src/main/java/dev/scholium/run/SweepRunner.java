package dev.scholium.run;

import dev.scholium.data.DataSplit;
import dev.scholium.evaluate.SweepChoice;
import dev.scholium.evaluate.SweepResults;
import dev.scholium.evaluate.SweepRow;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.progress.Progress;
import dev.scholium.progress.ProgressFile;
import dev.scholium.recipe.HalvingSpec;
import dev.scholium.recipe.Sweep;
import dev.scholium.recipe.SweepTrial;
import dev.scholium.report.ReportWriter;
import dev.scholium.student.StudentEngine;
import dev.scholium.teacher.Teacher;
import dev.scholium.teacher.Teachers;
import dev.scholium.teacher.batch.BatchPolicy;
import dev.scholium.track.RunTracking;
import java.nio.file.Files;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Carries out all trials of a sweep, chooses on dev, and looks at test once for what was chosen.
 *
 * <p>A killed sweep goes on when it is started again: finished trials are skipped, broken ones continue from their
 * checkpoint. A trial that fails is noted and does not end the sweep.
 */
public final class SweepRunner {

    private final StudentEngine engine;
    private final TrialWorker worker;
    private final Progress progress;
    private final Teachers teachers;
    private final Clock clock;
    private final Map<String, String> environment;

    /**
     * A runner.
     *
     * @param engine makes vocabularies; trials are the worker's
     * @param worker does the trials
     * @param progress is told how far the sweep is
     * @param builtInTeachers teachers in this process by the model name that a recipe gives them
     * @param clock for the times in ledger and manifest
     * @param environment the process's environment, where keys are looked up
     */
    public SweepRunner(
            StudentEngine engine,
            TrialWorker worker,
            Progress progress,
            Map<String, Teacher> builtInTeachers,
            Clock clock,
            Map<String, String> environment) {
        this(engine, worker, progress, new Teachers(builtInTeachers, environment, clock), clock, environment);
    }

    private SweepRunner(
            StudentEngine engine,
            TrialWorker worker,
            Progress progress,
            Teachers teachers,
            Clock clock,
            Map<String, String> environment) {
        this.engine = engine;
        this.worker = worker;
        this.progress = progress;
        this.teachers = teachers;
        this.clock = clock;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Carries a sweep out.
     *
     * @param asRead its trials; those that the folder has under other names stay there
     * @param folder where; made when missing
     * @param retryFailed whether trials that failed in an earlier session are begun again
     * @param command how the user started it, for the manifest
     * @return how all trials stand
     * @throws ScholiumException if what the trials share cannot be made, or if the sweep is interrupted; what is
     *     finished by then stays
     */
    public SweepResults run(Sweep asRead, SweepFolder folder, boolean retryFailed, String command) {
        try (AutoCloseable lock = folder.run().lock();
                ProgressFile told = ProgressFile.open(progress, folder.path(), clock)) {
            Sweep sweep = asRead.withIds(folder.idsOf(asRead));
            AtomicFile.write(folder.run().recipe(), sweep.text());
            Manifest manifest = Manifest.open(folder.run().manifest(), clock);
            manifest.begin(sweep.name(), sweep.note(), command, Machine.current());
            long started = System.nanoTime();
            String status = "failed";
            SweepResults results;
            try {
                results = new SweepRunner(engine, worker, told, teachers, clock, environment)
                        .stages(sweep, folder, retryFailed, manifest);
                status = "done";
            } catch (ScholiumException e) {
                status = e.exitCode() == ExitCode.INTERRUPTED ? "interrupted" : "failed: " + e.getMessage();
                throw e;
            } finally {
                manifest.end(status, (System.nanoTime() - started) / 1e9);
                told.ended(status);
            }
            new RunTracking(folder.path(), sweep.trials().get(0).recipe().tracking(), environment).finish(progress);
            new ReportWriter().write(folder.path());
            return results;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ScholiumException(ExitCode.FAILED, folder.path() + ": cannot be unlocked: " + e.getMessage(), e);
        }
    }

    private SweepResults stages(Sweep sweep, SweepFolder folder, boolean retryFailed, Manifest manifest) {
        AugmentStage augment = new AugmentStage(new RunAskers(teachers, clock, BatchPolicy.defaults()), progress);
        new SweepPreparation(engine, progress, augment, clock).run(sweep, folder, manifest);
        SweepTable table = new SweepTable(sweep, folder);
        try (SweepLedger ledger = SweepLedger.open(folder.ledger(), clock)) {
            TrialQueue queue = new TrialQueue(sweep, folder, worker, ledger, table, progress);
            table.of(ledger.lines(), null).write(folder.table());
            Set<String> dropped = new LinkedHashSet<>();
            for (Sweep.Round round : sweep.rounds()) {
                drop(round, dropped, table, ledger);
                queue.run(
                        round.trials().stream()
                                .filter(trial -> isToDo(trial, round.epochs(), table, ledger, retryFailed))
                                .toList(),
                        DataSplit.DEV);
                dropped.addAll(losers(sweep, round, dropped, table, ledger));
            }
            SweepResults ended = table.of(ledger.lines(), null);
            SweepChoice onDev = SweepChoice.of(ended.compared(), sweep.spec().choosePer(), seenPoints(sweep, ledger));
            onDev.warnings().forEach(warning -> progress.say("Warning: " + warning));
            List<SweepTrial> chosen = chosen(sweep, onDev, ended);
            SweepChoice choice = onDev;
            if (testIsWanted(sweep)) {
                queue.run(chosen, DataSplit.TEST);
                choice = onDev.afterTest(seenPoints(sweep, ledger), withoutTest(chosen, folder));
            }
            new SweepScores(sweep, folder, manifest, clock, progress).write(ended, choice, chosen);
            SweepResults all = table.of(ledger.lines(), choice);
            all.write(folder.table());
            return all;
        }
    }

    /** The losers of this session alone are passed over: what an earlier one decided may have lacked a trial. */
    private static void drop(Sweep.Round round, Set<String> dropped, SweepTable table, SweepLedger ledger) {
        for (SweepTrial trial : round.trials()) {
            if (dropped.contains(trial.point())) {
                table.dropped(trial.id());
                List<LedgerLine> lines = ledger.lines();
                if (table.row(trial, round.epochs(), lines).state() == SweepRow.State.dropped
                        && !SweepLedger.isDropped(lines, trial.id())) {
                    ledger.add(trial.id(), LedgerLine.Event.dropped, null, null);
                }
            }
        }
    }

    private static boolean isToDo(
            SweepTrial trial, double epochs, SweepTable table, SweepLedger ledger, boolean retryFailed) {
        return switch (table.row(trial, epochs, ledger.lines()).state()) {
            case waiting, running, interrupted -> true;
            case failed -> retryFailed;
            case done, dropped -> false;
        };
    }

    private static Set<String> losers(
            Sweep sweep, Sweep.Round round, Set<String> dropped, SweepTable table, SweepLedger ledger) {
        HalvingSpec halving = sweep.spec().halving();
        if (halving == null || round.epochs() == 0) {
            return Set.of();
        }
        List<LedgerLine> lines = ledger.lines();
        List<SweepRow> rows = round.trials().stream()
                .map(trial -> table.row(trial, round.epochs(), lines))
                .filter(row -> !dropped.contains(row.point()))
                .toList();
        Set<String> losers =
                new LinkedHashSet<>(rows.stream().map(SweepRow::point).toList());
        losers.removeAll(SweepChoice.goingOn(rows, halving.metric(), halving.eta()));
        return losers;
    }

    /** Points whose students have seen test, also those that the recipe no longer has. */
    private static List<String> seenPoints(Sweep sweep, SweepLedger ledger) {
        Map<String, String> points =
                sweep.trials().stream().collect(Collectors.toMap(SweepTrial::id, SweepTrial::point));
        return ledger.lines().stream()
                .filter(line -> line.event() == LedgerLine.Event.tested)
                .map(line -> points.getOrDefault(line.trial(), SweepTrial.pointOf(line.trial())))
                .distinct()
                .toList();
    }

    private static List<String> withoutTest(List<SweepTrial> chosen, SweepFolder folder) {
        return chosen.stream()
                .map(SweepTrial::id)
                .filter(id -> !Files.exists(folder.run().predictions(id, DataSplit.TEST)))
                .toList();
    }

    private static boolean testIsWanted(Sweep sweep) {
        return sweep.trials().get(0).recipe().evaluation().dataSplits().contains(DataSplit.TEST);
    }

    private static List<SweepTrial> chosen(Sweep sweep, SweepChoice choice, SweepResults ended) {
        Set<String> done = new LinkedHashSet<>();
        ended.compared().stream().filter(SweepRow::isDone).forEach(row -> done.add(row.id()));
        return sweep.trials().stream()
                .filter(trial -> done.contains(trial.id())
                        && !choice.points().isEmpty()
                        && choice.isChosenOrBaseline(trial.point()))
                .toList();
    }
}
