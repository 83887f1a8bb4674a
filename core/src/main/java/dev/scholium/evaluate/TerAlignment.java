package dev.scholium.evaluate;

import java.util.Arrays;

/**
 * The cheapest way to turn words into a reference by insertions, deletions and substitutions, within Tercom's beam.
 *
 * <p>It keeps its table, so that the distance of words that begin alike is computed from where they part.
 */
final class TerAlignment {

    private static final int BEAM_WIDTH = 25;
    private static final int FAR = 1_000_000_000;
    private static final byte SAME_OR_SUBSTITUTED = 0;
    private static final byte DELETED = 1;
    private static final byte INSERTED = 2;

    private final int[] words;
    private final int[] reference;
    private final int[][] costs; // (words + 1, reference + 1)
    private final int[] aligned; // by place in the reference: the word that stands for it or before it, -1 for none
    private final boolean[] wrongHere;
    private final boolean[] wrongInReference;

    TerAlignment(int[] words, int[] reference) {
        this.words = words;
        this.reference = reference;
        this.costs = new int[words.length + 1][];
        Arrays.setAll(costs, i -> new int[reference.length + 1]);
        Arrays.setAll(costs[0], j -> j);
        this.aligned = new int[reference.length];
        this.wrongHere = new boolean[words.length];
        this.wrongInReference = new boolean[reference.length];
        byte[][] operations = new byte[words.length + 1][reference.length + 1];
        Arrays.fill(operations[0], INSERTED);
        for (int i = 1; i <= words.length; i++) {
            row(words, i, costs[i - 1], costs[i], operations[i]);
        }
        trace(operations);
    }

    int[] words() {
        return words;
    }

    int distance() {
        return costs[words.length][reference.length];
    }

    int aligned(int place) {
        return aligned[place];
    }

    boolean wrongHere(int start, int length) {
        return any(wrongHere, start, length);
    }

    boolean wrongInReference(int start, int length) {
        return any(wrongInReference, start, length);
    }

    private static boolean any(boolean[] flags, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (flags[i]) {
                return true;
            }
        }
        return false;
    }

    TerAlignment shifted(int[] other) {
        return new TerAlignment(other, reference);
    }

    /** {@return the distance of words of the same number} */
    int distanceOf(int[] other) {
        int parts = Arrays.mismatch(words, other);
        if (parts < 0) {
            return distance();
        }
        int[] above = costs[parts];
        byte[] operations = new byte[reference.length + 1];
        int[][] rows = {new int[reference.length + 1], new int[reference.length + 1]};
        for (int i = parts + 1; i <= other.length; i++) {
            int[] row = rows[(i - parts) % 2];
            row(other, i, above, row, operations);
            above = row;
        }
        return above[reference.length];
    }

    /** Fills row i of the table; of equal costs Tercom prefers no edit or a substitution, then deletion. */
    private void row(int[] from, int i, int[] above, int[] row, byte[] operations) {
        double ratio = (double) reference.length / from.length;
        int width = BEAM_WIDTH < ratio / 2 ? (int) Math.ceil(ratio / 2 + BEAM_WIDTH) : BEAM_WIDTH;
        int diagonal = (int) Math.floor(i * ratio);
        int first = Math.max(0, diagonal - width);
        int end = i == from.length ? reference.length + 1 : Math.min(reference.length + 1, diagonal + width);
        Arrays.fill(row, FAR);
        for (int j = first; j < end; j++) {
            if (j == 0) {
                row[0] = above[0] + 1;
                operations[0] = DELETED;
                continue;
            }
            int best = above[j - 1] + (from[i - 1] == reference[j - 1] ? 0 : 1);
            byte operation = SAME_OR_SUBSTITUTED;
            if (above[j] + 1 < best) {
                best = above[j] + 1;
                operation = DELETED;
            }
            if (row[j - 1] + 1 < best) {
                best = row[j - 1] + 1;
                operation = INSERTED;
            }
            row[j] = best;
            operations[j] = operation;
        }
    }

    private void trace(byte[][] operations) {
        int i = words.length;
        int j = reference.length;
        while (i > 0 || j > 0) {
            switch (operations[i][j]) {
                case SAME_OR_SUBSTITUTED -> {
                    i--;
                    j--;
                    boolean wrong = words[i] != reference[j];
                    wrongHere[i] = wrong;
                    wrongInReference[j] = wrong;
                    aligned[j] = i;
                }
                case INSERTED -> {
                    j--;
                    wrongInReference[j] = true;
                    aligned[j] = i - 1;
                }
                default -> {
                    i--;
                    wrongHere[i] = true;
                }
            }
        }
    }
}
