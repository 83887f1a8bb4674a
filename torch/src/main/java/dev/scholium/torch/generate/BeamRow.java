package dev.scholium.torch.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * The beams of one row: those that still grow, always as many, and those that are finished. Where there are fewer
 * outputs to follow, as at the beginning, the others are impossible.
 */
final class BeamRow {

    private final int beams;
    private final double lengthPenalty;
    private final int endId;
    private final int maxNewTokens;
    private List<Beam> running;
    private final List<Finished> finished = new ArrayList<>();
    private boolean ended;

    BeamRow(int beams, double lengthPenalty, int endId, int maxNewTokens) {
        this.beams = beams;
        this.lengthPenalty = lengthPenalty;
        this.endId = endId;
        this.maxNewTokens = maxNewTokens;
        this.running = filledUp(List.of(new Beam(List.of(), 0, 0)));
    }

    /**
     * An output that still grows.
     *
     * @param ids what it has written
     * @param score log-probability of that; minus infinity for one that is impossible
     * @param origin which beam of the step before it continues
     */
    record Beam(List<Integer> ids, float score, int origin) {

        OptionalInt lastId() {
            return ids.isEmpty() ? OptionalInt.empty() : OptionalInt.of(ids.get(ids.size() - 1));
        }
    }

    /** A finished output and its score, the log-probability over a power of the length. */
    private record Finished(List<Integer> ids, boolean cutOff, double score) {}

    List<Beam> running() {
        return running;
    }

    boolean hasEnded() {
        return ended;
    }

    Generated best() {
        if (finished.isEmpty()) { // scores that are no numbers
            return new Generated(List.of(), true);
        }
        Finished best = finished.get(0);
        return new Generated(best.ids(), best.cutOff());
    }

    /**
     * One step: the best continuations become the running beams, or are finished by {@code </s>} or by their length.
     *
     * @param scores of the best continuations of all beams, in falling order, at least as many as there are beams
     * @param places of those continuations: number of the beam times the vocabulary, plus the token's id
     * @param vocabulary number of tokens
     */
    void advance(float[] scores, long[] places, int vocabulary) {
        List<Beam> next = new ArrayList<>(beams);
        int length = running.get(0).ids().size() + 1;
        for (int i = 0; i < scores.length && scores[i] > Float.NEGATIVE_INFINITY; i++) {
            int origin = (int) (places[i] / vocabulary);
            int id = (int) (places[i] % vocabulary);
            List<Integer> before = running.get(origin).ids();
            boolean ends = id == endId;
            if (ends || length == maxNewTokens) {
                if (i < beams) { // the others are there only so that enough beams go on
                    finish(ends ? before : with(before, id), !ends, scores[i] / Math.pow(length, lengthPenalty));
                }
            } else if (next.size() < beams) {
                next.add(new Beam(with(before, id), scores[i], origin));
            }
        }
        ended = next.isEmpty()
                || (finished.size() >= beams
                        && next.get(0).score() / Math.pow(length, lengthPenalty)
                                <= finished.get(finished.size() - 1).score());
        running = ended ? List.of() : filledUp(next);
    }

    private List<Beam> filledUp(List<Beam> possible) {
        Beam first = possible.get(0);
        Beam impossible = new Beam(first.ids(), Float.NEGATIVE_INFINITY, first.origin());
        List<Beam> all = new ArrayList<>(possible);
        all.addAll(Collections.nCopies(beams - possible.size(), impossible));
        return List.copyOf(all);
    }

    private void finish(List<Integer> ids, boolean cutOff, double score) {
        finished.add(new Finished(ids, cutOff, score));
        finished.sort(Comparator.comparingDouble(Finished::score).reversed()); // stable: the earlier of equals first
        if (finished.size() > beams) {
            finished.remove(beams);
        }
    }

    private static List<Integer> with(List<Integer> ids, int id) {
        List<Integer> longer = new ArrayList<>(ids.size() + 1);
        longer.addAll(ids);
        longer.add(id);
        return List.copyOf(longer);
    }
}
