package dev.scholium.teacher.mock;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    private static final List<String> NAMES = List.of("failed", "expired", "missing", "torn", "repeated");
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

    /**
     * Faults by their names, as on the command line.
     *
     * @param spec shares by name, such as {@code failed=0.05,expired=0.1}; empty for no faults
     * @param delay how long each job takes
     * @return jobs whose results come in another order than the requests, if there are faults
     * @throws ScholiumException if a name is unknown or a share is no number in {@code [0, 1]}
     */
    public static BatchFaults of(String spec, Duration delay) {
        Map<String, Double> shares = new HashMap<>();
        for (String part : spec.isEmpty() ? new String[0] : spec.split(",")) {
            String[] pair = part.strip().split("=", 2);
            if (!NAMES.contains(pair[0]) || pair.length < 2 || !pair[1].matches("0|1|0?\\.\\d+")) {
                throw new ScholiumException(
                        ExitCode.USAGE,
                        "--batch-faults: each must be one of " + NAMES + " with a share in [0, 1], such as failed=0.05,"
                                + " but one is " + part);
            }
            shares.put(pair[0], Double.parseDouble(pair[1]));
        }
        return new BatchFaults(
                delay,
                shares.getOrDefault("failed", 0.0),
                shares.getOrDefault("expired", 0.0),
                shares.getOrDefault("missing", 0.0),
                shares.getOrDefault("torn", 0.0),
                shares.getOrDefault("repeated", 0.0),
                !shares.isEmpty());
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
