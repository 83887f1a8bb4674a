package dev.scholium.augment.check;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds rationales that say the same again, by stretches of four words that stood before.
 *
 * @param largestShare of the words that may lie in such stretches, in {@code [0, 1]}
 */
record RepeatsItself(double largestShare) implements RationaleCheck {

    private static final int STRETCH = 4;

    @Override
    public Optional<String> look(Subject subject) {
        List<String> words = Words.of(subject.text());
        Set<List<String>> seen = new HashSet<>();
        BitSet repeated = new BitSet();
        for (int i = 0; i + STRETCH <= words.size(); i++) {
            if (!seen.add(words.subList(i, i + STRETCH))) {
                repeated.set(i, i + STRETCH);
            }
        }
        double share = (double) repeated.cardinality() / Math.max(1, words.size());
        return share > largestShare
                ? Optional.of(String.format(Locale.ROOT, "%.0f %% of its words stood before", 100 * share))
                : Optional.empty();
    }
}
