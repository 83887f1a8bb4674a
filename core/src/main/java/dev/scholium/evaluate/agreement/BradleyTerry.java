package dev.scholium.evaluate.agreement;

import java.util.Arrays;
import java.util.Optional;

/**
 * The strengths of things that were compared two by two, by Bradley's and Terry's model: the first of two is preferred
 * with probability {@code 1 / (1 + exp(second - first))}. A tie is half a win for both.
 *
 * @see <a href="https://doi.org/10.1093/biomet/39.3-4.324">Bradley and Terry 1952</a>
 * @see <a href="https://doi.org/10.1214/aos/1079120141">Hunter 2004: the iteration, and when there is a solution</a>
 */
public final class BradleyTerry {

    private static final double CLOSE = 1e-13;
    private static final int MOST_STEPS = 100_000;

    private BradleyTerry() {}

    /**
     * Finds the most likely strengths.
     *
     * @param wins how often the thing of a line was preferred to that of a column; not negative
     * @return logarithms of strengths, with mean 0; empty where some thing, or group of things, never lost to or never
     *     won against the others, so that none are most likely
     */
    public static Optional<double[]> strengths(double[][] wins) {
        int things = wins.length;
        if (!connected(wins)) {
            return Optional.empty();
        }
        double[] strengths = new double[things];
        Arrays.fill(strengths, 1);
        double change = 1;
        for (int step = 0; step < MOST_STEPS && change > CLOSE; step++) {
            double[] next = step(wins, strengths);
            change = 0;
            for (int i = 0; i < things; i++) {
                change = Math.max(change, Math.abs(Math.log(next[i] / strengths[i])));
            }
            strengths = next;
        }
        return Optional.of(Arrays.stream(strengths).map(Math::log).toArray());
    }

    private static double[] step(double[][] wins, double[] strengths) {
        int things = wins.length;
        double[] next = new double[things];
        double meanOfLogs = 0;
        for (int i = 0; i < things; i++) {
            double won = 0;
            double weight = 0;
            for (int j = 0; j < things; j++) {
                if (i != j) {
                    won += wins[i][j];
                    weight += (wins[i][j] + wins[j][i]) / (strengths[i] + strengths[j]);
                }
            }
            next[i] = won / weight;
            meanOfLogs += Math.log(next[i]) / things;
        }
        double scale = Math.exp(meanOfLogs);
        return Arrays.stream(next).map(strength -> strength / scale).toArray();
    }

    /** Whether every thing reaches every other by wins. */
    private static boolean connected(double[][] wins) {
        int things = wins.length;
        boolean[][] reaches = new boolean[things][things];
        for (int i = 0; i < things; i++) {
            for (int j = 0; j < things; j++) {
                reaches[i][j] = i == j || wins[i][j] > 0;
            }
        }
        for (int over = 0; over < things; over++) {
            for (int i = 0; i < things; i++) {
                for (int j = 0; j < things; j++) {
                    reaches[i][j] |= reaches[i][over] && reaches[over][j];
                }
            }
        }
        for (boolean[] line : reaches) {
            for (boolean reached : line) {
                if (!reached) {
                    return false;
                }
            }
        }
        return things > 0;
    }
}
