package dev.scholium.augment.check;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds names that no field of the row has: words with a capital letter, but for those that begin a sentence.
 *
 * @param fewest names from which on it is a fault
 */
record InventsNames(double fewest) implements RationaleCheck {

    private static final Pattern SENTENCE_START = Pattern.compile("(?:\\A|[.!?:;\\n])[\\s\"'“”‘’(]*\\z");
    private static final int LONG_ENOUGH_TO_COMPARE = 4;
    private static final Set<String> NO_NAMES = Set.of(
            "i",
            "premise",
            "hypothesis",
            "hypotheses",
            "who",
            "what",
            "when",
            "where",
            "why",
            "how",
            "the",
            "answer",
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "english",
            "british",
            "american");

    @Override
    public Optional<String> look(Subject subject) {
        Set<String> known = new HashSet<>(Words.of(subject.allFields()));
        Set<String> invented = new TreeSet<>();
        Matcher words = Words.WORD.matcher(subject.text());
        while (words.find()) {
            String word = words.group();
            String folded = Words.folded(word);
            if (Character.isUpperCase(word.codePointAt(0))
                    && word.length() > 1
                    && !NO_NAMES.contains(folded)
                    && !SENTENCE_START
                            .matcher(subject.text().substring(0, words.start()))
                            .find()
                    && !isKnown(folded, known)) {
                invented.add(word);
            }
        }
        return invented.size() >= fewest ? Optional.of(String.join(", ", invented)) : Optional.empty();
    }

    /** Whether the row has the word or another form of it: German for Germans, Egypt for Egyptian. */
    private static boolean isKnown(String word, Set<String> known) {
        if (known.contains(word)) {
            return true;
        }
        List<String> parts = List.of(word.split("['’]"));
        return known.stream()
                .anyMatch(other -> other.length() >= LONG_ENOUGH_TO_COMPARE
                        && parts.get(0).length() >= LONG_ENOUGH_TO_COMPARE
                        && (other.startsWith(parts.get(0)) || parts.get(0).startsWith(other)));
    }
}
