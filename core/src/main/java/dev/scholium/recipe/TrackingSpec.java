package dev.scholium.recipe;

/**
 * Which other tools a training's metrics and scores are handed on to. It changes no result.
 *
 * @param tensorboard whether event files for TensorBoard are written beside {@code metrics.jsonl}
 * @param mlflow a server that metrics are sent to
 * @param lmEval whether final scores are written in the shape of lm-evaluation-harness
 */
public record TrackingSpec(boolean tensorboard, MlflowSpec mlflow, boolean lmEval) {

    /** {@return whether nothing is handed on} */
    public boolean isOff() {
        return !tensorboard && mlflow.isOff() && !lmEval;
    }
}
