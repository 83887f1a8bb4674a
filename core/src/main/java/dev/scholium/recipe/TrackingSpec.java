package dev.scholium.recipe;

/**
 * Which other tools a training's metrics are handed on to. It changes no result.
 *
 * @param tensorboard whether event files for TensorBoard are written beside {@code metrics.jsonl}
 */
public record TrackingSpec(boolean tensorboard) {

    /** {@return whether nothing is handed on} */
    public boolean isOff() {
        return !tensorboard;
    }
}
