package dev.scholium.student;

import org.jspecify.annotations.Nullable;

/**
 * One line of a trial's {@code metrics.jsonl}, named as in the Hugging Face Trainer. A line reports either training
 * ({@code loss} and its companions are there) or an evaluation ({@code eval_seconds} and its companions are).
 *
 * @param step optimiser steps done
 * @param epoch passes over the training rows done
 * @param loss split loss, mean over the steps since the last line
 * @param lossLabel its label part, unweighted
 * @param lossRationale its rationale part, unweighted
 * @param learningRate of the last step
 * @param gradNorm norm of the gradient before clipping, of the last step
 * @param trainSamplesPerSecond rows a second since the last line
 * @param evalLoss mean cross-entropy of held-out text, in nats a token; of a pre-training only
 * @param evalAccuracy dev accuracy of the generated label over all rows, a fraction of 1
 * @param evalAccuracyScored dev accuracy of the label with the highest score
 * @param evalMalformedRate share of dev outputs without a label
 * @param evalMajorityShare share of the most predicted label; near 1 the student has collapsed
 * @param evalAnswerEntropy entropy of the generated answers in bits, malformed outputs being one; 0 where all are alike
 * @param evalCollapsed whether it has stopped looking at its input, as at the end of a run; absent in a pre-training
 * @param evalBleu BLEU of the dev rationales against their references, 0 to 100; absent without references
 * @param evalSeconds how long the evaluation took
 */
public record TrainingMetrics(
        long step,
        double epoch,
        @Nullable Double loss,
        @Nullable Double lossLabel,
        @Nullable Double lossRationale,
        @Nullable Double learningRate,
        @Nullable Double gradNorm,
        @Nullable Double trainSamplesPerSecond,
        @Nullable Double evalLoss,
        @Nullable Double evalAccuracy,
        @Nullable Double evalAccuracyScored,
        @Nullable Double evalMalformedRate,
        @Nullable Double evalMajorityShare,
        @Nullable Double evalAnswerEntropy,
        @Nullable Boolean evalCollapsed,
        @Nullable Double evalBleu,
        @Nullable Double evalSeconds) {}
