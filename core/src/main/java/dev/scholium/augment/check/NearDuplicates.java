package dev.scholium.augment.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds rationales that are nearly the same as an earlier one, by MinHash of their three-word stretches.
 *
 * <p>Rationales must come in the order of the rows. It remembers the last 65,536 of them in at most 21 MB, and looks
 * for candidates by bands of four hashes: at a similarity of 0.8, of 10,000 pairs two are missed.
 *
 * @see <a href="https://doi.org/10.1109/SEQUEN.1997.666900">Broder 1997</a>
 */
final class NearDuplicates implements RationaleCheck {

    private static final int HASHES = 64;
    private static final int BAND = 4;
    private static final int STRETCH = 3;
    private static final int REMEMBERED = 1 << 16;
    private static final int BUCKETS = 1 << 20;

    private final double smallestShare;
    private int[] signatures = new int[HASHES * 64];
    private int[] latestOfBucket = {}; // made at the first look
    private int seen;

    NearDuplicates(double smallestShare) {
        this.smallestShare = smallestShare;
    }

    @Override
    public Optional<String> look(Subject subject) {
        if (latestOfBucket.length == 0) {
            latestOfBucket = new int[BUCKETS];
        }
        int[] signature = signature(Words.of(subject.text()));
        double most = 0;
        for (int band = 0; band < HASHES / BAND; band++) {
            int bucket = bucket(signature, band);
            int earlier = latestOfBucket[bucket];
            if (earlier > 0 && seen - earlier < REMEMBERED) {
                most = Math.max(most, similarity(signature, (earlier - 1) % REMEMBERED));
            }
            latestOfBucket[bucket] = seen + 1;
        }
        remember(signature);
        return most >= smallestShare && most > 0
                ? Optional.of(String.format(java.util.Locale.ROOT, "%.0f %% like an earlier one", 100 * most))
                : Optional.empty();
    }

    private void remember(int[] signature) {
        int place = seen % REMEMBERED * HASHES;
        if (place + HASHES > signatures.length) {
            signatures = Arrays.copyOf(signatures, Math.min(2 * signatures.length, REMEMBERED * HASHES));
        }
        System.arraycopy(signature, 0, signatures, place, HASHES);
        seen++;
    }

    private double similarity(int[] signature, int place) {
        int equal = 0;
        for (int i = 0; i < HASHES; i++) {
            equal += signature[i] == signatures[place * HASHES + i] ? 1 : 0;
        }
        return (double) equal / HASHES;
    }

    private static int bucket(int[] signature, int band) {
        long hash = band;
        for (int i = band * BAND; i < (band + 1) * BAND; i++) {
            hash = mixed(hash * 31 + signature[i]);
        }
        return (int) (hash >>> 44);
    }

    private static int[] signature(List<String> words) {
        int[] least = new int[HASHES];
        Arrays.fill(least, Integer.MAX_VALUE);
        int stretch = Math.min(STRETCH, words.size());
        for (int i = 0; i + stretch <= words.size(); i++) {
            long hash = mixed(words.subList(i, i + stretch).hashCode());
            for (int k = 0; k < HASHES; k++) {
                least[k] = Math.min(least[k], (int) (mixed(hash + k * 0x9E3779B97F4A7C15L) >>> 33));
            }
        }
        return least;
    }

    /** The finaliser of SplitMix64 (Steele et al. 2014). */
    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
