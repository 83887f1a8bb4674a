package dev.scholium.track;

import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.recipe.MlflowSpec;
import dev.scholium.track.MlflowServer.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trial as a run of an MLflow server. What the server holds is noted in the trial's folder after each request, so
 * that a killed training goes on with the same run. The server knows the trial by a tag: a run that was made in the
 * instant of a kill is found again.
 */
final class MlflowRun implements MetricsSink {

    /** What the server takes in one request, by its documentation. */
    private static final int MOST_METRICS = 1000;

    private static final int MOST_PARAMETERS = 100;
    private static final int LONGEST_PARAMETER = 500;
    private static final String TAG = "scholium.trial";

    private final MlflowServer server;
    private final MlflowSpec spec;
    private final TrackedTrial trial;
    private final Path file;

    /**
     * A trial's run.
     *
     * @param server where
     * @param spec in which experiment
     * @param trial which trial
     */
    MlflowRun(MlflowServer server, MlflowSpec spec, TrackedTrial trial) {
        this.server = server;
        this.spec = spec;
        this.trial = trial;
        this.file = MlflowState.file(trial);
    }

    @Override
    public void deliver(List<MetricsLine> lines, Instant when) {
        MlflowState state = begun(when);
        List<Map<String, Object>> batch = new ArrayList<>();
        int inBatch = 0;
        for (MetricsLine line : lines.subList(Math.min(state.lines(), lines.size()), lines.size())) {
            if (batch.size() + line.figures().size() > MOST_METRICS) {
                state = sent(state, batch, inBatch);
                batch.clear();
                inBatch = 0;
            }
            line.figures().forEach((key, figure) -> batch.add(metric(key, figure, line.step(), when)));
            inBatch++;
        }
        if (inBatch > 0) {
            sent(state, batch, inBatch);
        }
    }

    private MlflowState sent(MlflowState state, List<Map<String, Object>> batch, int lines) {
        server.post("runs/log-batch", Map.of("run_id", state.runId(), "metrics", batch));
        return kept(state.withLines(lines));
    }

    @Override
    public void deliverScores(MetricsLine scores, Instant when) {
        MlflowState state = begun(when);
        if (state.scores().equals(scores.figures())) {
            return;
        }
        List<Map<String, Object>> metrics = new ArrayList<>();
        scores.figures().forEach((tag, score) -> metrics.add(metric(tag, score, scores.step(), when)));
        server.post("runs/log-batch", Map.of("run_id", state.runId(), "metrics", metrics));
        kept(state.withScores(scores.figures()));
    }

    @Override
    public void finish(Instant when) {
        MlflowState state = begun(when);
        if (!state.finished()) {
            server.post(
                    "runs/update",
                    Map.of("run_id", state.runId(), "status", "FINISHED", "end_time", when.toEpochMilli()));
            kept(state.ended());
        }
    }

    private static Map<String, Object> metric(String key, double figure, long step, Instant when) {
        Map<String, Object> metric = new LinkedHashMap<>();
        metric.put("key", key);
        metric.put("value", figure);
        metric.put("timestamp", when.toEpochMilli());
        metric.put("step", step);
        return metric;
    }

    private MlflowState begun(Instant when) {
        MlflowState state = state();
        if (!state.runId().isEmpty()) {
            return state;
        }
        String experiment = experiment();
        String known = known(experiment);
        String id = known.isEmpty() ? created(experiment, when) : known;
        List<Map<String, String>> parameters = new ArrayList<>();
        trial.settings()
                .forEach((key, value) -> parameters.add(
                        Map.of("key", key, "value", value.substring(0, Math.min(value.length(), LONGEST_PARAMETER)))));
        for (int i = 0; i < parameters.size(); i += MOST_PARAMETERS) {
            List<Map<String, String>> part = parameters.subList(i, Math.min(i + MOST_PARAMETERS, parameters.size()));
            server.post("runs/log-batch", Map.of("run_id", id, "params", part));
        }
        return kept(state.withRun(id)); // last: what is interrupted before is done again, to the same run
    }

    private String experiment() {
        String byName = "experiments/get-by-name?experiment_name="
                + URLEncoder.encode(spec.experiment(), StandardCharsets.UTF_8);
        Answer there = server.get(byName);
        if (!there.isFine() && there.says("RESOURCE_DOES_NOT_EXIST")) {
            Answer made = server.tryPost("experiments/create", Map.of("name", spec.experiment()));
            if (made.isFine()) {
                return made.body().path("experiment_id").asString("");
            }
            there = server.get(byName); // another trial of a sweep was quicker
        }
        if (!there.isFine()) {
            throw server.refused("experiments/get-by-name", there);
        }
        return there.body().path("experiment").path("experiment_id").asString("");
    }

    private String known(String experiment) {
        return server.post(
                        "runs/search",
                        Map.of(
                                "experiment_ids",
                                List.of(experiment),
                                "filter",
                                "tags.`" + TAG + "` = '" + trial.key() + "'",
                                "max_results",
                                1))
                .path("runs")
                .path(0)
                .path("info")
                .path("run_id")
                .asString("");
    }

    private String created(String experiment, Instant when) {
        return server.post(
                        "runs/create",
                        Map.of(
                                "experiment_id", experiment,
                                "run_name", trial.id(),
                                "start_time", when.toEpochMilli(),
                                "tags",
                                        List.of(
                                                Map.of("key", TAG, "value", trial.key()),
                                                Map.of("key", "mlflow.runName", "value", trial.id()),
                                                Map.of("key", "mlflow.source.name", "value", "scholium"))))
                .path("run")
                .path("info")
                .path("run_id")
                .asString("");
    }

    private MlflowState state() {
        return MlflowState.of(trial, spec);
    }

    private MlflowState kept(MlflowState state) {
        AtomicFile.write(file, Json.page(state));
        return state;
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
