package dev.scholium.track;

import java.time.Instant;
import java.util.List;

/**
 * Where one trial's metrics go; it knows what it holds already. Used by one thread at a time; its name is for messages.
 */
interface MetricsSink {

    /**
     * Takes the lines that it does not hold yet.
     *
     * @param lines all lines of the trial's metrics so far
     * @param when the time of the new ones
     * @throws dev.scholium.failure.ScholiumException if it cannot take them now
     */
    void deliver(List<MetricsLine> lines, Instant when);

    /**
     * Takes the final scores, in place of earlier ones.
     *
     * @param scores at the training's last step, by tags such as {@code test/accuracy}
     * @param when the time of the scores
     * @throws dev.scholium.failure.ScholiumException if it cannot take them now
     */
    void deliverScores(MetricsLine scores, Instant when);

    /**
     * The training has ended and all its lines are delivered.
     *
     * @param when it ended
     * @throws dev.scholium.failure.ScholiumException if it cannot take that now
     */
    void finish(Instant when);
}
