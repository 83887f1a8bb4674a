package dev.scholium.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One training as its folder holds it.
 *
 * @param id name of the folder
 * @param system the system it belongs to
 * @param rationaleKind what it was trained on
 * @param seed of the training
 * @param metrics lines of {@code metrics.jsonl} in order
 */
record Trial(String id, String system, String rationaleKind, long seed, List<Metrics> metrics) {

    Trial {
        metrics = List.copyOf(metrics);
    }

    /** The same among trials of several runs. */
    Trial of(String run) {
        return new Trial(run + ": " + id, run + ": " + system, rationaleKind, seed, metrics);
    }

    /** What a report draws of one line of {@code metrics.jsonl}; other keys are ignored. */
    record Metrics(
            long step,
            @Nullable Double loss,
            @Nullable Double lossLabel,
            @Nullable Double lossRationale,
            @Nullable Double evalAccuracy,
            @Nullable Double evalMajorityShare,
            @Nullable Boolean evalCollapsed,
            @Nullable Double evalBleu) {}
}
