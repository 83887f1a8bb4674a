package dev.scholium.student;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.scholium.file.Json;
import java.util.List;
import java.util.Map;

/**
 * How a student is trained.
 *
 * @param layout in what order the student writes label and rationale
 * @param splitRatio weights of label and rationale in the loss
 * @param boundary which tokens are the label segment
 * @param epochs passes over the training rows, more than 0; fractions are allowed
 * @param batchSize rows of one forward pass, at least 1
 * @param batchTokens most tokens of one forward pass, source and target together, instead of {@code batchSize} rows; a
 *     longer row passes by itself; 0: so many rows
 * @param gradientAccumulationSteps forward passes of one optimiser step, at least 1
 * @param learningRate peak learning rate, more than 0
 * @param schedule how the learning rate goes on after its warm-up
 * @param warmupSteps optimiser steps of linear warm-up
 * @param optimizer what turns gradients into steps
 * @param weightDecay decoupled weight decay, at least 0
 * @param clipNorm largest norm of the gradient; 0 switches clipping off
 * @param dropout probability of dropping an activation, in {@code [0, 1)}
 * @param labelSmoothing share of each target token's weight that goes to all tokens alike, in {@code [0, 1)}
 * @param precision what forward and backward passes compute with
 * @param gradientCheckpointing whether layers are computed anew in the backward pass instead of being kept in memory
 * @param freeze parts of the student that stay as they are
 * @param lora adapter that is trained in place of the weights
 * @param rationaleFraction share of the rows with a rationale that keep it, in {@code [0, 1]}; which ones depends on
 *     the seed, and a smaller share is part of a larger one
 * @param maxSourceTokens sources are cut to so many tokens, {@code </s>} included
 * @param maxTargetTokens targets are cut to so many tokens, {@code </s>} included
 * @param padding how the rows of a batch are brought to one length
 * @param evaluations how often dev is evaluated during training, evenly spaced, the last at the end; at least 1
 * @param earlyStopping evaluations in a row without a better one after which the training ends; 0 never
 * @param keepCheckpoints how many of the newest checkpoints to keep, at least 1
 * @param seed of everything random: weights of a fresh student, order of rows, dropout
 */
public record TrainingConfig(
        TargetLayout layout,
        SplitRatio splitRatio,
        LossBoundary boundary,
        double epochs,
        int batchSize,
        int batchTokens,
        int gradientAccumulationSteps,
        double learningRate,
        ScheduleKind schedule,
        int warmupSteps,
        OptimizerKind optimizer,
        double weightDecay,
        double clipNorm,
        double dropout,
        double labelSmoothing,
        TrainingPrecision precision,
        boolean gradientCheckpointing,
        List<ModelPart> freeze,
        LoraConfig lora,
        double rationaleFraction,
        int maxSourceTokens,
        int maxTargetTokens,
        Padding padding,
        int evaluations,
        int earlyStopping,
        int keepCheckpoints,
        long seed) {

    /** How the rows of a batch are brought to one length. */
    public enum Padding {
        /** Rows of like length share a batch (seeded, batches shuffled), padded to the longest of it. */
        GROUPED,
        /** Rows are shuffled freely, and padded to the longest of the batch. */
        DYNAMIC,
        /** Every row is padded to {@code maxSourceTokens} and {@code maxTargetTokens}: the paper's runs. */
        FIXED;

        /**
         * Reads a padding's word.
         *
         * @param word {@code grouped}, {@code dynamic} or {@code fixed}
         * @return the padding
         * @throws IllegalArgumentException if it is another word
         */
        @JsonCreator
        public static Padding of(String word) {
            return Words.of(Padding.values(), "padding", word);
        }

        /** {@return the word used in files: {@code grouped}} */
        @JsonValue
        public String word() {
            return Words.word(this);
        }
    }

    /**
     * Copies, and checks the ranges given above.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public TrainingConfig {
        check(
                boundary == LossBoundary.LABEL_SPAN || layout == TargetLayout.LABEL_FIRST,
                "boundary first-token is the first token of a label, so layout must be label-first, but is ",
                layout.word());
        check(epochs > 0, "epochs must be more than 0, but is ", epochs);
        check(batchSize >= 1, "batch_size must be at least 1, but is ", batchSize);
        check(batchTokens >= 0, "batch_tokens must be at least 0 (0: batch_size rows), but is ", batchTokens);
        check(
                batchTokens == 0 || padding == Padding.GROUPED,
                "batch_tokens puts rows of like length together, so padding must be grouped, but is ",
                padding.word());
        check(
                gradientAccumulationSteps >= 1,
                "gradient_accumulation_steps must be at least 1, but is ",
                gradientAccumulationSteps);
        check(
                learningRate > 0 && Double.isFinite(learningRate),
                "learning_rate must be more than 0, but is ",
                learningRate);
        check(warmupSteps >= 0, "warmup_steps must be at least 0, but is ", warmupSteps);
        check(weightDecay >= 0, "weight_decay must be at least 0, but is ", weightDecay);
        check(clipNorm >= 0, "clip_norm must be at least 0 (0: no clipping), but is ", clipNorm);
        check(dropout >= 0 && dropout < 1, "dropout must be in [0, 1), but is ", dropout);
        check(labelSmoothing >= 0 && labelSmoothing < 1, "label_smoothing must be in [0, 1), but is ", labelSmoothing);
        freeze = List.copyOf(freeze);
        check(
                !lora.adapts() || freeze.isEmpty(),
                "lora trains the adapter alone, so freeze must be empty, but is ",
                freeze.stream().map(ModelPart::word).toList());
        check(
                rationaleFraction >= 0 && rationaleFraction <= 1,
                "rationale_fraction must be in [0, 1], but is ",
                rationaleFraction);
        check(maxSourceTokens >= 2, "max_source_tokens must be at least 2, but is ", maxSourceTokens);
        check(maxTargetTokens >= 2, "max_target_tokens must be at least 2, but is ", maxTargetTokens);
        check(evaluations >= 1, "evaluations must be at least 1, but is ", evaluations);
        check(earlyStopping >= 0, "early_stopping must be at least 0 (0: never), but is ", earlyStopping);
        check(keepCheckpoints >= 1, "keep_checkpoints must be at least 1, but is ", keepCheckpoints);
    }

    /**
     * The same for a student that learns labels only: its loss is the mean over the whole target, label and
     * {@code </s>}, whatever the boundary and the layout.
     *
     * @return a changed copy
     */
    public TrainingConfig labelsOnly() {
        return with(Map.of(
                "layout",
                TargetLayout.LABEL_FIRST,
                "split_ratio",
                SplitRatio.LABEL_ONLY,
                "boundary",
                LossBoundary.LABEL_SPAN));
    }

    /**
     * The same with another seed.
     *
     * @param seed replaces the present one
     * @return a changed copy
     */
    public TrainingConfig withSeed(long seed) {
        return with(Map.of("seed", seed));
    }

    /**
     * Other settings.
     *
     * @param settings values by the recipe's keys, such as {@code batch_size}
     * @return a changed copy
     * @throws IllegalArgumentException if a key is unknown or a value is out of range
     */
    public TrainingConfig with(Map<String, ?> settings) {
        return Json.changed(this, TrainingConfig.class, settings);
    }

    private static void check(boolean holds, String wanted, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(wanted + found);
        }
    }
}
