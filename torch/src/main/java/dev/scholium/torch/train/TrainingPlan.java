package dev.scholium.torch.train;

import dev.scholium.student.TrainingConfig;

/**
 * How many optimiser steps a training has, and what happens after which of them.
 *
 * @param stepsPerEpoch optimiser steps of one pass over the rows, at least 1
 * @param totalSteps optimiser steps in all, at least 1
 * @param evaluations evaluations on dev, evenly spaced, the last after the last step
 */
record TrainingPlan(long stepsPerEpoch, long totalSteps, int evaluations) {

    /** Training lines of {@code metrics.jsonl}: enough for a curve. */
    private static final long LINES = 150;

    static TrainingPlan of(TrainingConfig config, long batchesPerEpoch) {
        long accumulation = config.gradientAccumulationSteps();
        long stepsPerEpoch = (batchesPerEpoch + accumulation - 1) / accumulation;
        long totalSteps = Math.max(1, (long) Math.ceil(config.epochs() * stepsPerEpoch - 1e-9));
        return new TrainingPlan(stepsPerEpoch, totalSteps, config.evaluations());
    }

    /** {@return whether dev is evaluated after so many steps} */
    boolean evaluatesAfter(long step) {
        if (step == 0) {
            return false;
        }
        // the i-th of n evaluations comes after round(i * total / n) steps
        long i = Math.round((double) step * evaluations / totalSteps);
        return evaluations >= totalSteps || Math.round((double) i * totalSteps / evaluations) == step;
    }

    /** {@return whether a training line is written after so many steps} */
    boolean reportsAfter(long step) {
        return step % Math.max(1, totalSteps / LINES) == 0 || step == totalSteps;
    }

    /** {@return passes over the rows after so many steps} */
    double epoch(long step) {
        return (double) step / stepsPerEpoch;
    }
}
