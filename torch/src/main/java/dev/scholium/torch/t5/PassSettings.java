package dev.scholium.torch.t5;

import dev.scholium.student.TrainingConfig;
import dev.scholium.student.TrainingPrecision;

/**
 * How forward and backward passes are computed.
 *
 * @param precision of the numbers; weights and the sums of gradients are float32 in any case
 * @param recomputes whether layers are computed anew in the backward pass instead of being kept
 */
public record PassSettings(TrainingPrecision precision, boolean recomputes) {

    /** {@return float32, everything kept} */
    public static PassSettings plain() {
        return new PassSettings(TrainingPrecision.FLOAT32, false);
    }

    /**
     * A training's settings.
     *
     * @param config of the training
     * @return those of its passes
     */
    public static PassSettings of(TrainingConfig config) {
        return new PassSettings(config.precision(), config.gradientCheckpointing());
    }

    boolean rounds() {
        return precision == TrainingPrecision.BFLOAT16;
    }

    /** {@return bytes of a number} */
    int numberBytes() {
        return rounds() ? Short.BYTES : Float.BYTES;
    }
}
