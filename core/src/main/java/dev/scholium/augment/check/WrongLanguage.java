package dev.scholium.augment.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds rationales that are not in English although their row is, by the share of English function words.
 *
 * @param smallestShare of function words, in {@code [0, 1]}
 */
record WrongLanguage(double smallestShare) implements RationaleCheck {

    private static final int FEWEST_WORDS = 8;
    private static final Set<String> FUNCTION_WORDS = Set.of(
            "the", "of", "and", "to", "in", "a", "an", "is", "was", "that", "for", "it", "as", "on", "with", "be", "by",
            "are", "were", "this", "not", "or", "from", "at", "which", "but", "has", "have", "had", "he", "she", "they",
            "his", "her", "its", "their", "does", "do", "did", "because", "who", "what", "when", "where", "why",
            "would", "there", "any", "no", "so", "if");

    @Override
    public Optional<String> look(Subject subject) {
        List<String> words = Words.of(subject.text());
        if (words.size() < FEWEST_WORDS || share(Words.of(subject.allFields())) < smallestShare) {
            return Optional.empty();
        }
        double share = share(words);
        return share < smallestShare
                ? Optional.of(String.format(java.util.Locale.ROOT, "%.0f %% English function words", 100 * share))
                : Optional.empty();
    }

    private static double share(List<String> words) {
        return (double) words.stream().filter(FUNCTION_WORDS::contains).count() / Math.max(1, words.size());
    }
}
