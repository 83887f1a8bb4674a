package dev.scholium.track;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Json;
import dev.scholium.recipe.MlflowSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;

/**
 * A trial's {@code mlflow.json}: what the server holds of it.
 *
 * @param uri the server
 * @param experiment the experiment there
 * @param runId the trial's run there
 * @param lines how many lines of metrics it holds
 * @param scores the final scores that it holds, by tag
 * @param finished whether it knows that the training has ended
 */
record MlflowState(
        String uri, String experiment, String runId, int lines, Map<String, Double> scores, boolean finished) {

    /** Copies. */
    MlflowState {
        scores = new LinkedHashMap<>(scores);
    }

    /** {@return how many lines of a trial's metrics the server does not hold} */
    static long missing(TrackedTrial trial, MlflowSpec spec) {
        return Math.max(0, trial.metrics().size() - of(trial, spec).lines);
    }

    /** {@return what the trial's file says, if it is of this server and experiment} */
    static MlflowState of(TrackedTrial trial, MlflowSpec spec) {
        return read(file(trial), spec.uri(), spec.experiment());
    }

    /** {@return where the state of a trial is kept} */
    static Path file(TrackedTrial trial) {
        return trial.folder().resolve("mlflow.json");
    }

    /** {@return the state of a trial that the server does not know} */
    static MlflowState none(String uri, String experiment) {
        return new MlflowState(uri, experiment, "", 0, Map.of(), false);
    }

    private static MlflowState read(Path file, String uri, String experiment) {
        if (!Files.exists(file)) {
            return none(uri, experiment);
        }
        try {
            MlflowState state = Json.read(Files.readString(file), MlflowState.class);
            return state.uri.equals(uri) && state.experiment.equals(experiment) ? state : none(uri, experiment);
        } catch (IOException e) {
            throw AtomicFile.cannotRead(file, e);
        } catch (JacksonException e) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    file + ": is damaged: " + e.getOriginalMessage() + "; delete it to send the trial again",
                    e);
        }
    }

    MlflowState withRun(String id) {
        return new MlflowState(uri, experiment, id, lines, scores, finished);
    }

    MlflowState withLines(int more) {
        return new MlflowState(uri, experiment, runId, lines + more, scores, finished);
    }

    MlflowState withScores(Map<String, Double> sent) {
        return new MlflowState(uri, experiment, runId, lines, sent, finished);
    }

    MlflowState ended() {
        return new MlflowState(uri, experiment, runId, lines, scores, true);
    }
}
