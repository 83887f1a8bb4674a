package dev.scholium.evaluate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts the edits that turn a text into a reference: insertions, deletions, substitutions, and shifts of a run of
 * words to another place, chosen greedily by Tercom's rules.
 *
 * <p>Words are numbers. The limits are Tercom's, as sacreBLEU has them.
 */
final class TerEdits {

    private static final int LONGEST_SHIFT = 10;
    private static final int FARTHEST_SHIFT = 50;
    private static final int MOST_CANDIDATES = 1000;

    private final int[] reference;
    private int candidates;

    TerEdits(int[] reference) {
        this.reference = reference;
    }

    /** {@return how many edits a text needs} */
    int of(int[] words) {
        if (reference.length == 0) {
            return words.length;
        }
        TerAlignment current = new TerAlignment(words, reference);
        int shifts = 0;
        candidates = 0;
        while (true) {
            Shift best = bestShift(current);
            if (candidates >= MOST_CANDIDATES || best == null || best.gain <= 0) {
                return shifts + current.distance();
            }
            shifts++;
            current = current.shifted(best.of(current.words()));
        }
    }

    /** A shift that was tried. */
    private record Shift(int gain, int length, int start, int target) {

        /** Tercom's order: the larger gain, the longer run, the earlier start, the earlier target. */
        boolean isBetterThan(@Nullable Shift other) {
            if (other == null || gain != other.gain) {
                return other == null || gain > other.gain;
            }
            if (length != other.length) {
                return length > other.length;
            }
            return start != other.start ? start < other.start : target < other.target;
        }

        /**
         * The words with a run of them moved so that it stands before a target; a target within the run moves it on.
         */
        int[] of(int[] words) {
            int end = start + length;
            int[] moved = Arrays.copyOf(words, words.length);
            if (target < start) {
                System.arraycopy(words, start, moved, target, length);
                System.arraycopy(words, target, moved, target + length, start - target);
            } else {
                int until = target > end ? target : Math.min(words.length, length + target);
                System.arraycopy(words, end, moved, start, until - end);
                System.arraycopy(words, start, moved, start + until - end, length);
            }
            return moved;
        }
    }

    private @Nullable Shift bestShift(TerAlignment current) {
        int[] words = current.words();
        Shift best = null;
        for (int start = 0; start < words.length; start++) {
            int from = Math.max(0, start - FARTHEST_SHIFT);
            int to = Math.min(reference.length - 1, start + FARTHEST_SHIFT);
            for (int place = from; place <= to; place++) {
                for (int length = 1; matches(words, start, place, length); length++) {
                    best = tryTargets(current, start, place, length, best);
                    if (candidates >= MOST_CANDIDATES) {
                        return best;
                    }
                }
            }
        }
        return best;
    }

    private boolean matches(int[] words, int start, int place, int length) {
        return length <= LONGEST_SHIFT
                && start + length <= words.length
                && place + length <= reference.length
                && words[start + length - 1] == reference[place + length - 1];
    }

    private @Nullable Shift tryTargets(TerAlignment current, int start, int place, int length, @Nullable Shift soFar) {
        int aligned = current.aligned(place);
        boolean within = start <= aligned && aligned < start + length;
        if (within || !current.wrongHere(start, length) || !current.wrongInReference(place, length)) {
            return soFar;
        }
        Shift best = soFar;
        int previous = -1;
        for (int offset = -1; offset < length; offset++) {
            int target = place + offset < 0 ? 0 : current.aligned(place + offset) + 1;
            if (target == previous) {
                continue;
            }
            previous = target;
            Shift untried = new Shift(0, length, start, target);
            int gain = current.distance() - current.distanceOf(untried.of(current.words()));
            Shift shift = new Shift(gain, length, start, target);
            candidates++;
            if (shift.isBetterThan(best)) {
                best = shift;
            }
        }
        return best;
    }
}
