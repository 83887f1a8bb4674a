package dev.scholium.torch.train;

/**
 * Everything but the weights that a training needs to go on as if it had never stopped.
 *
 * @param fingerprint of student, settings and rows
 * @param step optimiser steps done
 * @param evaluatedStep the last step after which the model was evaluated
 * @param bestStep the evaluated step with the best score, the earliest of equals; 0 before the first
 * @param bestScore score at that step, the higher the better: dev accuracy, or what a lesson says; -1 before the first
 * @param evaluationsSinceBest evaluations after that one
 * @param rows training rows seen
 * @param trainSeconds seconds of training, without evaluations and checkpoints
 * @param window what the next training line of {@code metrics.jsonl} will report
 */
record TrainingState(
        String fingerprint,
        long step,
        long evaluatedStep,
        long bestStep,
        double bestScore,
        int evaluationsSinceBest,
        long rows,
        double trainSeconds,
        Window window) {

    /**
     * Sums over the steps since the last training line.
     *
     * @param steps how many
     * @param loss sum of their losses
     * @param lossLabel sum of the label parts
     * @param lossRationale sum of the rationale parts
     * @param rows their rows
     * @param seconds how long they took
     */
    record Window(long steps, double loss, double lossLabel, double lossRationale, long rows, double seconds) {
        static final Window EMPTY = new Window(0, 0, 0, 0, 0, 0);
    }

    static TrainingState start(String fingerprint) {
        return new TrainingState(fingerprint, 0, 0, 0, -1, 0, 0, 0, Window.EMPTY);
    }

    TrainingState afterStep(double loss, double lossLabel, double lossRationale, int stepRows, double seconds) {
        Window more = new Window(
                window.steps + 1,
                window.loss + loss,
                window.lossLabel + lossLabel,
                window.lossRationale + lossRationale,
                window.rows + stepRows,
                window.seconds + seconds);
        return new TrainingState(
                fingerprint,
                step + 1,
                evaluatedStep,
                bestStep,
                bestScore,
                evaluationsSinceBest,
                rows + stepRows,
                trainSeconds + seconds,
                more);
    }

    TrainingState reported() {
        return new TrainingState(
                fingerprint,
                step,
                evaluatedStep,
                bestStep,
                bestScore,
                evaluationsSinceBest,
                rows,
                trainSeconds,
                Window.EMPTY);
    }

    TrainingState evaluated(double score) {
        boolean better = score > bestScore;
        return new TrainingState(
                fingerprint,
                step,
                step,
                better ? step : bestStep,
                better ? score : bestScore,
                better ? 0 : evaluationsSinceBest + 1,
                rows,
                trainSeconds,
                window);
    }

    /** {@return rows a second so far; 0 before the first step} */
    double rowsPerSecond() {
        return trainSeconds > 0 ? rows / trainSeconds : 0;
    }
}
