package dev.scholium.teacher.mock;

import java.time.Duration;

/**
 * Batch jobs of which some lines go wrong, chosen by the line's id and the number of the job: the same in every run,
 * and another choice when a line is sent again.
 *
 * @param delay how long each job takes
 * @param failed share of the lines that the server fails on, in {@code [0, 1]}
 * @param expired share of the lines whose turn does not come in time, in {@code [0, 1]}
 * @param missing share of the lines that are lost, in {@code [0, 1]}
 * @param torn share of the lines that break off, in {@code [0, 1]}
 * @param repeated share of the lines that stand there twice, in {@code [0, 1]}
 * @param reversed whether results come in another order than the requests
 */
public record BatchFaults(
        Duration delay, double failed, double expired, double missing, double torn, double repeated, boolean reversed)
        implements BatchBehaviour {

    private static final int FINENESS = 1 << 20;

    /**
     * No faults, only time.
     *
     * @param delay how long each job takes
     * @return jobs that answer every line
     */
    public static BatchFaults none(Duration delay) {
        return new BatchFaults(delay, 0, 0, 0, 0, 0, false);
    }

    @Override
    public Duration delay(int job) {
        return delay;
    }

    @Override
    public Fate fate(int job, String customId) {
        String hash = MockStatistics.hash(job + " " + customId);
        double draw = Integer.parseInt(hash.substring(0, 5), 16) / (double) FINENESS;
        Fate[] fates = {Fate.FAILED, Fate.EXPIRED, Fate.MISSING, Fate.TORN, Fate.ANSWERED_TWICE};
        double[] shares = {failed, expired, missing, torn, repeated};
        for (int i = 0; i < fates.length; i++) {
            if (draw < shares[i]) {
                return fates[i];
            }
            draw -= shares[i];
        }
        return Fate.ANSWERED;
    }
}
