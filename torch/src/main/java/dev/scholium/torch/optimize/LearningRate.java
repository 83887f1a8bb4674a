package dev.scholium.torch.optimize;

import dev.scholium.student.ScheduleKind;

/**
 * A learning rate that rises linearly from 0 and then falls or stays, as the schedules of the same names in Hugging
 * Face's transformers ({@code get_linear_schedule_with_warmup} and so on): the first step changes nothing when there is
 * a warm-up.
 *
 * @param kind what comes after the warm-up
 * @param peak highest learning rate, at the end of the warm-up
 * @param warmupSteps steps of the rise, at least 0
 * @param totalSteps steps in all; a falling rate would be 0 at the step behind the last
 */
public record LearningRate(ScheduleKind kind, double peak, long warmupSteps, long totalSteps) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the peak is not positive or a number of steps is negative
     */
    public LearningRate {
        if (!(peak > 0 && warmupSteps >= 0 && totalSteps >= 0)) {
            throw new IllegalArgumentException("a schedule needs a positive peak and no negative steps, but has peak "
                    + peak + ", warm-up " + warmupSteps + " and " + totalSteps + " steps");
        }
    }

    /**
     * The learning rate of a step.
     *
     * @param step from 0
     * @return the rate, in {@code [0, peak]}
     */
    public double at(long step) {
        if (step < warmupSteps) {
            return peak * step / warmupSteps;
        }
        double left = (double) Math.max(0, totalSteps - step) / Math.max(1, totalSteps - warmupSteps);
        return switch (kind) {
            case LINEAR -> peak * left;
            case COSINE -> peak * 0.5 * (1 + Math.cos(Math.PI * (1 - left)));
            case CONSTANT -> peak;
        };
    }
}
