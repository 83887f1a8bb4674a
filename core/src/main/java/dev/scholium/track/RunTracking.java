package dev.scholium.track;

import dev.scholium.evaluate.Results;
import dev.scholium.evaluate.SystemFiles;
import dev.scholium.evaluate.TrialFile;
import dev.scholium.failure.ScholiumException;
import dev.scholium.progress.Progress;
import dev.scholium.recipe.TrackingSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Hands on the metrics and scores of a run or a sweep: while it trains, at its end, or later from its folder. */
public final class RunTracking {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Path run;
    private final TrackingSpec spec;
    private final Map<String, String> environment;
    private final Duration timeout;

    /**
     * A run's tracking.
     *
     * @param run the folder of a run or a sweep
     * @param spec where metrics go
     * @param environment the process's environment, where a server's token is looked up
     */
    public RunTracking(Path run, TrackingSpec spec, Map<String, String> environment) {
        this(run, spec, environment, TIMEOUT);
    }

    /** The same with other patience: of one request, and of all at the end of a run. */
    RunTracking(Path run, TrackingSpec spec, Map<String, String> environment, Duration timeout) {
        this.run = run;
        this.spec = spec;
        this.environment = Map.copyOf(environment);
        this.timeout = timeout;
    }

    /**
     * Follows a training that is about to begin.
     *
     * @param trial the trial's folder, with a {@code trial.json}
     * @param progress is told of the first fault
     * @return to be closed when the training ends
     */
    public LiveTracking follow(Path trial, Progress progress) {
        List<MetricsSink> sinks = new ArrayList<>();
        if (spec.isOff()) {
            return LiveTracking.none();
        }
        TrackedTrial tracked = TrackedTrial.of(
                run,
                trial,
                TrialFile.in(trial).orElseThrow(() -> new IllegalArgumentException(trial + " is no trial")));
        if (spec.tensorboard()) {
            sinks.add(new EventFile(trial));
        }
        try {
            sinks.addAll(onServers(tracked));
        } catch (ScholiumException e) { // a token that cannot be sent
            progress.say("Warning: the training is not tracked: " + e.getMessage());
        }
        return LiveTracking.begin(tracked, sinks, progress);
    }

    /**
     * Hands on all that was not handed on yet.
     *
     * @return where it is, a line each
     * @throws ScholiumException if something cannot be read or handed on
     */
    public List<String> deliver() {
        List<String> places = new ArrayList<>(deliverToFiles());
        places.addAll(deliverToServers());
        return places;
    }

    /**
     * The same at the end of a run, which must neither fail by it nor wait long.
     *
     * @param progress is told where all is, or what is not handed on and how to do it later
     */
    public void finish(Progress progress) {
        try {
            deliverToFiles().forEach(progress::say);
            if (!spec.mlflow().isOff()) {
                inTime().forEach(progress::say);
            }
        } catch (ScholiumException e) {
            progress.say("Warning: the run is whole, but not all of it is tracked: " + e.getMessage() + missing()
                    + "; when that is mended: scholium track " + run);
        }
    }

    private List<String> inTime() {
        AtomicReference<List<String>> places = new AtomicReference<>();
        AtomicReference<ScholiumException> fault = new AtomicReference<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        places.set(deliverToServers());
                    } catch (ScholiumException e) {
                        fault.set(e);
                    }
                },
                "scholium-track");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(timeout.toMillis());
            thread.interrupt();
            thread.join(timeout.toMillis());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        ScholiumException failed = fault.get();
        if (failed != null) {
            throw failed;
        }
        List<String> done = places.get();
        return done == null ? List.of() : done;
    }

    private List<String> deliverToFiles() {
        Results results = results();
        SystemFiles systems = SystemFiles.of(run);
        LmEvalResults lmEval = new LmEvalResults(run);
        List<String> places = new ArrayList<>();
        for (TrackedTrial trial : TrackedTrial.of(run)) {
            if (spec.tensorboard()) {
                deliver(trial, new EventFile(trial.folder()), isEvaluated(trial, systems) ? results : null);
            }
            if (spec.lmEval() && results != null && isEvaluated(trial, systems)) {
                lmEval.write(results, trial, MetricsLine.time(trial.metricsFile()));
            }
        }
        if (spec.tensorboard()) {
            places.add("TensorBoard: tensorboard --logdir " + run.resolve("trials"));
        }
        if (spec.lmEval() && results != null) {
            places.add("lm-eval: " + lmEval.folder());
        }
        return places;
    }

    private List<String> deliverToServers() {
        if (spec.mlflow().isOff()) {
            return List.of();
        }
        Results results = results();
        SystemFiles systems = SystemFiles.of(run);
        for (TrackedTrial trial : TrackedTrial.of(run)) {
            Results scores = isEvaluated(trial, systems) ? results : null;
            onServers(trial).forEach(sink -> deliver(trial, sink, scores));
        }
        return List.of("MLflow: experiment " + spec.mlflow().experiment() + " at "
                + spec.mlflow().uri());
    }

    /** A round of successive halving has the name and the seed of a system, but not its scores. */
    private static boolean isEvaluated(TrackedTrial trial, SystemFiles systems) {
        return systems.trial(trial.id()).isPresent();
    }

    private @Nullable Results results() {
        Path file = run.resolve("results.json");
        return Files.exists(file) ? Results.read(file) : null;
    }

    private static void deliver(TrackedTrial trial, MetricsSink sink, @Nullable Results results) {
        List<MetricsLine> lines = trial.metrics();
        Instant when = MetricsLine.time(trial.metricsFile());
        sink.deliver(lines, when);
        Map<String, Double> scores = results == null ? Map.of() : FinalScores.of(results, trial.system(), trial.seed());
        if (!scores.isEmpty()) {
            long step = lines.isEmpty() ? 0 : lines.get(lines.size() - 1).step();
            sink.deliverScores(new MetricsLine(step, scores), when);
        }
        if (trial.isTrained()) {
            sink.finish(when);
        }
    }

    private String missing() {
        if (spec.mlflow().isOff()) {
            return "";
        }
        List<TrackedTrial> trials = TrackedTrial.of(run);
        long lines = trials.stream()
                .mapToLong(trial -> MlflowState.missing(trial, spec.mlflow()))
                .sum();
        return " (" + lines + " lines of metrics of " + trials.size() + " trials wait)";
    }

    private List<MlflowRun> onServers(TrackedTrial trial) {
        if (spec.mlflow().isOff()) {
            return List.of();
        }
        MlflowServer server = new MlflowServer(spec.mlflow().uri(), environment, timeout);
        return List.of(new MlflowRun(server, spec.mlflow(), trial));
    }
}
