package dev.scholium.student;

import java.nio.file.Path;

/**
 * What a training came to.
 *
 * @param student the Hugging Face folder of the best checkpoint
 * @param steps optimiser steps in all
 * @param bestStep the step with the best dev accuracy; the earliest of equals
 * @param bestAccuracy dev accuracy at that step, a fraction of 1
 * @param parameters number of weights
 * @param trainSeconds seconds spent training, evaluation excluded, all sessions together
 * @param trainSamplesPerSecond rows a second while training
 * @param truncatedSources training rows whose source was cut
 * @param truncatedTargets training rows whose target was cut
 */
public record TrainingOutcome(
        Path student,
        long steps,
        long bestStep,
        double bestAccuracy,
        long parameters,
        double trainSeconds,
        double trainSamplesPerSecond,
        long truncatedSources,
        long truncatedTargets) {}
