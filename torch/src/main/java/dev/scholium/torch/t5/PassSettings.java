package dev.scholium.torch.t5;

import dev.scholium.doctor.CpuFeatures;
import dev.scholium.student.TrainingConfig;
import dev.scholium.student.TrainingPrecision;
import dev.scholium.torch.tensor.Device;
import java.util.Optional;

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

    /**
     * What to tell who computes so.
     *
     * @param device where
     * @param processor what it can
     * @return a line if the precision is slower than float32 there; empty if not, or if nobody knows
     */
    public Optional<String> warning(Device device, CpuFeatures processor) {
        boolean slower = rounds() && device.isCpu() && processor.known() && !processor.hasBfloat16();
        return slower
                ? Optional.of("Warning: precision bfloat16 is slower than float32 here: this processor has neither"
                        + " AVX512-BF16 nor AMX; take precision: float32, or another machine")
                : Optional.empty();
    }

    boolean rounds() {
        return precision == TrainingPrecision.BFLOAT16;
    }

    /** {@return bytes of a number} */
    int numberBytes() {
        return rounds() ? Short.BYTES : Float.BYTES;
    }
}
