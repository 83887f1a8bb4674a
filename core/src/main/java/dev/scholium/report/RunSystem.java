package dev.scholium.report;

import dev.scholium.evaluate.PredictionFile;
import dev.scholium.evaluate.SystemPair;
import dev.scholium.evaluate.SystemResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A system of one of several runs, with one seed, on its run's last split.
 *
 * @param run the run's name on the page; empty where the page is of one
 * @param result its scores
 * @param file its predictions
 * @param rows hash of uids, texts and gold labels
 * @param devAccuracy mean over the seeds, by which it may head the page; 0 without dev
 */
record RunSystem(String run, SystemResult result, Path file, String rows, double devAccuracy) {

    String name() {
        return run.isEmpty() ? result.name() : run + ": " + result.name();
    }

    /**
     * Two systems with the same seed on the same rows.
     *
     * @param a the first
     * @param b the second
     */
    record Pair(RunSystem a, RunSystem b) {

        private static final int RESAMPLES = 100; // as few as there may be: what they say is not shown
        private static final long SEED = 1;

        /** What their answers say of them. */
        SystemPair found() {
            return SystemPair.of(a.file, b.file, RESAMPLES, SEED);
        }
    }

    /** All pairs of systems that can be compared. */
    static List<Pair> pairs(List<RunSystem> systems) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < systems.size(); i++) {
            for (RunSystem other : systems.subList(i + 1, systems.size())) {
                if (systems.get(i).isComparableWith(other)) {
                    pairs.add(new Pair(systems.get(i), other));
                }
            }
        }
        return pairs;
    }

    /** All pairs of different systems of one run that answered the same rows with the same seed. */
    static List<Pair> pairsWithin(List<RunSystem> systems) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < systems.size(); i++) {
            RunSystem one = systems.get(i);
            systems.subList(i + 1, systems.size()).stream()
                    .filter(other -> one.result.seed() == other.result.seed()
                            && one.rows.equals(other.rows)
                            && !one.result.name().equals(other.result.name()))
                    .forEach(other -> pairs.add(new Pair(one, other)));
        }
        return pairs;
    }

    /** Whether the two are of different runs, no controls, and answered the same rows with the same seed. */
    private boolean isComparableWith(RunSystem other) {
        return !result.control()
                && !other.result.control()
                && !run.equals(other.run)
                && result.seed() == other.result.seed()
                && rows.equals(other.rows);
    }

    /** In the order of uids, 1 for a row that was right and 0 for one that was not. */
    int[] right() {
        TreeMap<String, Boolean> right = new TreeMap<>();
        PredictionFile.read(file, row -> right.put(row.uid(), row.isCorrect()));
        return right.values().stream().mapToInt(of -> of ? 1 : 0).toArray();
    }
}
