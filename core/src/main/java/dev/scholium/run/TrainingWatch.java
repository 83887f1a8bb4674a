package dev.scholium.run;

import dev.scholium.progress.Progress;
import dev.scholium.progress.ProgressReport;
import dev.scholium.progress.Ticker;
import dev.scholium.recipe.SweepTrial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far a sweep's trainings are, in epochs, by what each trial's process writes of itself. Safe for several
 * threads.
 */
final class TrainingWatch implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final String UNIT_OF_TRAINING = "steps"; // what a trial counts otherwise is before or after it
    private static final long UNSEEN = -1;

    private final SweepFolder folder;
    private final Progress progress;
    private final Ticker ticker = Ticker.named("training-watch");
    private final Map<SweepTrial, Long> told = new LinkedHashMap<>(); // epochs of the trials that are under way

    private TrainingWatch(SweepFolder folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Begins to look, every few seconds.
     *
     * @param folder the sweep's
     * @param trials all that will be trained
     * @param progress is told
     * @return to be closed when they have ended
     */
    static TrainingWatch over(SweepFolder folder, List<SweepTrial> trials, Progress progress) {
        TrainingWatch watch = new TrainingWatch(folder, progress);
        progress.begin(
                "training", trials.stream().mapToLong(TrainingWatch::epochs).sum(), "epochs");
        watch.ticker.every(PAUSE, watch::look);
        return watch;
    }

    /** A trial begins, perhaps where an earlier session left it. */
    synchronized void begins(SweepTrial trial) {
        told.put(trial, UNSEEN);
    }

    /** A trial has ended, whatever became of it. */
    synchronized void ends(SweepTrial trial) {
        Long before = told.remove(trial);
        progress.advance(epochs(trial) - (before == null ? 0 : Math.max(0, before)));
        tellFigures(reports());
    }

    /**
     * Looks at all trials that are under way; what one has done when it is first seen was done by an earlier session.
     */
    synchronized void look() {
        Map<SweepTrial, ProgressReport> reports = reports();
        told.replaceAll((trial, before) -> {
            long now = Math.max(before, epochsDone(trial, reports.get(trial)));
            if (before == UNSEEN && now > 0) {
                progress.resume(now);
            } else if (before != UNSEEN) {
                progress.advance(now - before);
            }
            return now;
        });
        tellFigures(reports);
    }

    private void tellFigures(Map<SweepTrial, ProgressReport> reports) {
        List<String> figures = new ArrayList<>();
        reports.forEach((trial, report) -> figures.add(String.format(
                Locale.ROOT,
                "%s seed %d: %s %d %%",
                trial.point(),
                trial.seed(),
                report.what(),
                100 * report.done() / report.total())));
        progress.figures(String.join(", ", figures));
    }

    private static long epochsDone(SweepTrial trial, @Nullable ProgressReport report) {
        return report != null && report.unit().equals(UNIT_OF_TRAINING)
                ? epochs(trial) * report.done() / report.total()
                : UNSEEN;
    }

    /** What the trials that are under way count just now. */
    private Map<SweepTrial, ProgressReport> reports() {
        Map<SweepTrial, ProgressReport> reports = new LinkedHashMap<>();
        told.keySet()
                .forEach(trial -> ProgressReport.read(folder.run().trial(trial.id()))
                        .filter(report -> !report.what().isEmpty() && report.total() > 0)
                        .ifPresent(report -> reports.put(trial, report)));
        return reports;
    }

    private static long epochs(SweepTrial trial) {
        return (long) Math.ceil(trial.system().training().epochs());
    }

    @Override
    public void close() {
        ticker.close();
        progress.end();
    }
}
