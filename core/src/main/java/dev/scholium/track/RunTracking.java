package dev.scholium.track;

import dev.scholium.evaluate.Results;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.TrackingSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hands on the metrics and scores of a run or a sweep: while it trains, at its end, or later from its folder. */
public final class RunTracking {

    private final Path run;
    private final TrackingSpec spec;

    /**
     * A run's tracking.
     *
     * @param run the folder of a run or a sweep
     * @param spec where metrics go
     */
    public RunTracking(Path run, TrackingSpec spec) {
        this.run = run;
        this.spec = spec;
    }

    /**
     * Follows a training that is about to begin.
     *
     * @param trial the trial's folder, with a {@code trial.json}
     * @param progress is told of the first fault
     * @return to be closed when the training ends
     */
    public LiveTracking follow(Path trial, Progress progress) {
        TrackedTrial tracked = TrackedTrial.read(trial);
        return LiveTracking.begin(tracked, sinks(tracked), progress);
    }

    /**
     * Hands on all that was not handed on yet.
     *
     * @return where it is, a line each
     * @throws ScholiumException if something cannot be read or handed on
     */
    public List<String> deliver() {
        Path file = run.resolve("results.json");
        Results results = Files.exists(file) ? Results.read(file) : null;
        List<String> places = new ArrayList<>();
        for (TrackedTrial trial : TrackedTrial.of(run)) {
            for (MetricsSink sink : sinks(trial)) {
                deliver(trial, sink, results);
            }
        }
        if (spec.tensorboard()) {
            places.add("TensorBoard: tensorboard --logdir " + run.resolve("trials"));
        }
        return places;
    }

    /**
     * The same at the end of a run, which must not fail by it.
     *
     * @param progress is told where all is, or what is not handed on and how to do it later
     */
    public void finish(Progress progress) {
        try {
            deliver().forEach(progress::say);
        } catch (ScholiumException e) {
            progress.say("Warning: the run is whole, but not all of it is tracked: " + e.getMessage()
                    + "; when that is mended: scholium track " + run);
        }
    }

    private static void deliver(TrackedTrial trial, MetricsSink sink, @Nullable Results results) {
        List<MetricsLine> lines = trial.metrics();
        sink.deliver(lines, MetricsLine.time(trial.metricsFile()));
        Map<String, Double> scores = results == null ? Map.of() : FinalScores.of(results, trial.system(), trial.seed());
        if (!scores.isEmpty()) {
            long step = lines.isEmpty() ? 0 : lines.get(lines.size() - 1).step();
            sink.deliverScores(new MetricsLine(step, scores), MetricsLine.time(trial.metricsFile()));
        }
    }

    private List<MetricsSink> sinks(TrackedTrial trial) {
        return spec.tensorboard() ? List.of(new EventFile(trial.folder())) : List.of();
    }
}
