package dev.scholium.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One trial in {@code sweep.json}: a training with its settings and how it did on dev.
 *
 * @param id stable: a hash of its settings is a part of it
 * @param point short name of its settings, which its seeds share
 * @param seed of everything random
 * @param epochs of a round of successive halving; 0 for as many as the recipe says
 * @param labelsOnly whether its student learns no rationales: it may be a baseline
 * @param control whether its student never sees a field that the task's students see: it is neither the baseline nor
 *     chosen; null in files of earlier versions
 * @param like hash of what it has in common with its baseline; null in files of earlier versions
 * @param settings what the sweep gives it, by dotted keys
 * @param state how it stands
 * @param begun how often it was begun or continued
 * @param reason why it failed; null otherwise
 * @param accuracy of the generated label on dev; null before it is done
 * @param accuracyCi its 95 % interval
 * @param macroF1 on dev
 * @param collapsed whether it has stopped looking at its input; see {@link Collapse}
 * @param majorityAnswer that answer, or the most frequent one
 * @param majorityShare share of that answer; null before it is done, and in files of earlier versions
 * @param answerEntropy how evenly the answers are spread, in bits; null with it
 * @param seconds how long it took, over all sessions but those that were killed; null before one has ended
 */
public record SweepRow(
        String id,
        String point,
        long seed,
        double epochs,
        boolean labelsOnly,
        @Nullable Boolean control,
        @Nullable String like,
        Map<String, JsonNode> settings,
        State state,
        int begun,
        @Nullable String reason,
        @Nullable Double accuracy,
        @Nullable ConfidenceInterval accuracyCi,
        @Nullable Double macroF1,
        @Nullable Boolean collapsed,
        @Nullable String majorityAnswer,
        @Nullable Double majorityShare,
        @Nullable Double answerEntropy,
        @Nullable Double seconds) {

    /** How a trial stands. */
    public enum State {
        /** Not begun. */
        waiting,
        /** A process is at work on it. */
        running,
        /** Begun, and nobody is at work: the same command continues it from its checkpoint. */
        interrupted,
        /** Trained and evaluated on dev. */
        done,
        /** Ended without a student. */
        failed,
        /** Given up by successive halving. */
        dropped
    }

    /** Copies, in order. */
    public SweepRow {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /**
     * The same in another state.
     *
     * @param other how it stands
     * @return a changed copy
     */
    public SweepRow with(State other) {
        return new SweepRow(
                id,
                point,
                seed,
                epochs,
                labelsOnly,
                control,
                like,
                settings,
                other,
                begun,
                reason,
                accuracy,
                accuracyCi,
                macroF1,
                collapsed,
                majorityAnswer,
                majorityShare,
                answerEntropy,
                seconds);
    }

    /** {@return whether it only shows what is possible without understanding the task} */
    public boolean isControl() {
        return Boolean.TRUE.equals(control);
    }

    /** {@return what it has in common with its baseline; the same for all in files of earlier versions} */
    String likeness() {
        return like == null ? "" : like;
    }

    /** {@return whether it learns new rows} */
    boolean learnsNewRows() {
        JsonNode augmentation = settings.get("augmentation");
        return augmentation != null
                && !augmentation.isNull()
                && !List.of("", "none").contains(augmentation.asString(""));
    }

    /** {@return whether it has a student and dev scores} */
    public boolean isDone() {
        return state == State.done && accuracy != null && macroF1 != null;
    }

    /** {@return whether its student has stopped looking at its input} */
    public boolean hasCollapsed() {
        return Boolean.TRUE.equals(collapsed);
    }

    /**
     * Its dev score.
     *
     * @param metric {@code accuracy} or {@code macro_f1}
     * @return the score; 0 before it is done
     */
    public double score(String metric) {
        Double score = metric.equals("macro_f1") ? macroF1 : accuracy;
        return score == null ? 0 : score;
    }
}
