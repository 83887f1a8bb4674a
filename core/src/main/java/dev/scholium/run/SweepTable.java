package dev.scholium.run;

import dev.scholium.data.DataSplit;
import dev.scholium.evaluate.Evaluation;
import dev.scholium.evaluate.Evaluator;
import dev.scholium.evaluate.SweepChoice;
import dev.scholium.evaluate.SweepResults;
import dev.scholium.evaluate.SweepRow;
import dev.scholium.evaluate.SweepRow.State;
import dev.scholium.evaluate.SystemResult;
import dev.scholium.recipe.Sweep;
import dev.scholium.recipe.SweepTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays what the ledger says beside the trials' dev scores. Each file of predictions is read once. */
final class SweepTable {

    private final Sweep sweep;
    private final SweepFolder folder;
    private final Map<String, Evaluation> evaluations = new HashMap<>();
    private final Set<String> running = new LinkedHashSet<>();
    private final Set<String> dropped = new LinkedHashSet<>();

    SweepTable(Sweep sweep, SweepFolder folder) {
        this.sweep = sweep;
        this.folder = folder;
    }

    /** Notes that a process is at work on a trial. */
    synchronized void running(String trial) {
        running.add(trial);
    }

    /** Notes that no process is at work on it any more. */
    synchronized void ended(String trial) {
        running.remove(trial);
    }

    /** Notes that successive halving passes a trial over; one that is done by then stays done. */
    synchronized void dropped(String trial) {
        dropped.add(trial);
    }

    /**
     * How all trials stand.
     *
     * @param ledger what happened
     * @param choice what was chosen; null before that
     * @return everything that {@code sweep.json} holds
     */
    synchronized SweepResults of(List<LedgerLine> ledger, @Nullable SweepChoice choice) {
        List<SweepRow> rows = new ArrayList<>();
        Set<String> keys = new LinkedHashSet<>(sweep.spec().cross().keySet());
        for (Sweep.Round round : sweep.rounds()) {
            for (SweepTrial trial : round.trials()) {
                rows.add(row(trial, round.epochs(), ledger));
                keys.addAll(trial.settings().keySet());
            }
        }
        return new SweepResults(
                SweepResults.FORMAT_VERSION,
                sweep.name(),
                List.copyOf(keys),
                sweep.spec().parallel(),
                rows,
                choice);
    }

    /** A trial of some round. */
    synchronized SweepRow row(SweepTrial trial, double epochs, List<LedgerLine> ledger) {
        Optional<LedgerLine> last = SweepLedger.last(ledger, trial.id());
        State found = last.map(line -> state(trial.id(), line)).orElse(State.waiting);
        State state = dropped.contains(trial.id()) && found != State.done ? State.dropped : found;
        Evaluation dev = state == State.done ? evaluation(trial) : null;
        List<LedgerLine> all =
                ledger.stream().filter(line -> line.trial().equals(trial.id())).toList();
        return new SweepRow(
                trial.id(),
                trial.point(),
                trial.seed(),
                epochs,
                trial.system().isLabelsOnly(),
                trial.recipe().isControl(trial.point()),
                trial.like(),
                trial.settings(),
                state,
                (int) all.stream()
                        .filter(line -> line.event() == LedgerLine.Event.begun)
                        .count(),
                last.map(LedgerLine::reason).orElse(null),
                dev == null ? null : dev.accuracy(),
                dev == null ? null : dev.accuracyInterval(),
                dev == null ? null : dev.confusion().macroF1(),
                dev == null ? null : dev.collapsed(),
                dev == null ? null : majority(dev),
                dev == null ? null : dev.majorityShare(),
                dev == null ? null : dev.confusion().answerEntropy(),
                all.stream().anyMatch(line -> line.seconds() != null)
                        ? all.stream()
                                .mapToDouble(line -> line.seconds() == null ? 0 : line.seconds())
                                .sum()
                        : null);
    }

    private State state(String trial, LedgerLine last) {
        return switch (last.event()) {
            case begun, stopped -> running.contains(trial) ? State.running : State.interrupted;
            case done -> Files.exists(folder.run().predictions(trial, DataSplit.DEV)) ? State.done : State.interrupted;
            case failed -> State.failed;
            case tested, dropped -> throw new IllegalArgumentException(last.event() + " says nothing of a state");
        };
    }

    private Evaluation evaluation(SweepTrial trial) {
        Path file = folder.run().predictions(trial.id(), DataSplit.DEV);
        return evaluations.computeIfAbsent(
                trial.id(),
                id -> new Evaluator().evaluate(file, trial.recipe().task().labelSet()));
    }

    private static String majority(Evaluation dev) {
        int answer = dev.confusion().majorityAnswer();
        List<String> labels = dev.confusion().labels();
        return answer < labels.size() ? labels.get(answer) : SystemResult.MALFORMED;
    }
}
