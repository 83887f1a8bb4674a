package dev.scholium.torch.train;

import dev.scholium.progress.Progress;
import dev.scholium.progress.TimeText;
import dev.scholium.student.TrainingMetrics;
import dev.scholium.torch.train.Lesson.Evaluation;
import dev.scholium.torch.train.Lesson.Measure;
import dev.scholium.torch.train.TrainingState.Window;
import dev.scholium.torch.train.TrainingStep.StepLoss;
import java.util.Locale;

/** Tells {@code metrics.jsonl} and the user how a training goes. */
final class TrainingReport {

    private final TrainingPlan plan;
    private final MetricsFile metrics;
    private final Progress progress;
    private boolean collapsed; // at the last evaluation of this session

    TrainingReport(TrainingPlan plan, MetricsFile metrics, Progress progress) {
        this.plan = plan;
        this.metrics = metrics;
        this.progress = progress;
    }

    /**
     * Tells of a step.
     *
     * @param state after it
     * @param loss what it came to
     * @param learningRate of it
     * @param seconds how long it took
     * @return the state with an empty window if a line was written
     */
    TrainingState afterStep(TrainingState state, StepLoss loss, double learningRate, double seconds) {
        TrainingState reported = state;
        if (plan.reportsAfter(state.step())) {
            metrics.add(line(state, loss, learningRate));
            reported = state.reported();
        }
        progress.advance(1);
        progress.figures(figures(state, loss));
        return reported;
    }

    private TrainingMetrics line(TrainingState state, StepLoss loss, double learningRate) {
        Window window = state.window();
        return new TrainingMetrics(
                state.step(),
                plan.epoch(state.step()),
                window.loss() / window.steps(),
                window.lossLabel() / window.steps(),
                window.lossRationale() / window.steps(),
                learningRate,
                loss.gradNorm(),
                window.seconds() > 0 ? window.rows() / window.seconds() : 0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private String figures(TrainingState state, StepLoss loss) {
        double left = state.trainSeconds() / state.step() * (plan.totalSteps() - state.step());
        return String.format(
                Locale.ROOT,
                "loss %.3f, %.1f examples/s, %s left",
                loss.total(),
                state.rowsPerSecond(),
                TimeText.rounded(left));
    }

    void evaluated(TrainingState state, Evaluation evaluation, Lesson lesson, double seconds) {
        metrics.add(evaluation.line(state.step(), plan.epoch(state.step()), seconds));
        Measure now = lesson.measure(evaluation.score());
        Measure best = lesson.measure(state.bestScore());
        String collapse = evaluation.collapse();
        progress.figures(String.format(
                Locale.ROOT,
                "%s %.3f (best %.3f)%s",
                now.name(),
                now.figure(),
                best.figure(),
                collapse.isEmpty() ? "" : ", collapsed: " + collapse));
        if (!collapse.isEmpty() && !collapsed) {
            progress.say("Warning: the student has collapsed at step " + state.step() + " of " + plan.totalSteps()
                    + ": " + collapse + "; early on this may pass, but a student that ends so is no fair baseline");
        }
        if (collapse.isEmpty() && collapsed) {
            progress.say("The student has recovered from its collapse by step " + state.step());
        }
        collapsed = !collapse.isEmpty();
    }
}
