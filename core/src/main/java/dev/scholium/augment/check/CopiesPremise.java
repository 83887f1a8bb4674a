package dev.scholium.augment.check;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds rationales that are mostly stretches of eight or more words of the premise.
 *
 * @param smallestShare of the words from which on it is a copy, in {@code [0, 1]}
 */
record CopiesPremise(double smallestShare) implements RationaleCheck {

    private static final int STRETCH = 8;

    @Override
    public Optional<String> look(Subject subject) {
        List<String> premise = Words.of(subject.premise());
        List<String> words = Words.of(subject.text());
        Set<List<String>> stretches = new HashSet<>();
        for (int i = 0; i + STRETCH <= premise.size(); i++) {
            stretches.add(premise.subList(i, i + STRETCH));
        }
        BitSet copied = new BitSet();
        for (int i = 0; i + STRETCH <= words.size(); i++) {
            if (stretches.contains(words.subList(i, i + STRETCH))) {
                copied.set(i, i + STRETCH);
            }
        }
        double share = (double) copied.cardinality() / Math.max(1, words.size());
        return copied.cardinality() > 0 && share >= smallestShare
                ? Optional.of(String.format(Locale.ROOT, "%.0f %% of its words", 100 * share))
                : Optional.empty();
    }
}
