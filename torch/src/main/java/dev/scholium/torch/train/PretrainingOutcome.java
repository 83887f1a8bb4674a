package dev.scholium.torch.train;

import java.nio.file.Path;

/**
 * What a pre-training came to.
 *
 * @param student the Hugging Face folder of the best checkpoint
 * @param steps optimiser steps in all
 * @param bestStep the step with the lowest loss on held-out text; the earliest of equals
 * @param heldOutLoss that loss, in nats a token
 * @param parameters number of weights
 * @param trainSeconds seconds spent training, evaluation excluded, all sessions together
 */
public record PretrainingOutcome(
        Path student, long steps, long bestStep, double heldOutLoss, long parameters, double trainSeconds) {}
