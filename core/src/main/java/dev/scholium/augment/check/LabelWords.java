package dev.scholium.augment.check;

import dev.scholium.data.Label;
import dev.scholium.data.LabelSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words that give a label away: its name, its aliases of more than one letter, and a template's words for it. */
public final class LabelWords {

    private static final int SHORTEST = 2;
    private static final int SHORTEST_OF_PHRASE = 5;

    private final Pattern pattern;

    LabelWords(LabelSet labels, Collection<String> relations) {
        this(labels.labels(), relations);
    }

    private LabelWords(Collection<Label> labels, Collection<String> relations) {
        TreeSet<String> stems = new TreeSet<>();
        for (Label label : labels) {
            stems.add(stem(label.name()));
            label.aliases().stream()
                    .filter(alias -> alias.length() >= SHORTEST && alias.chars().anyMatch(Character::isLetter))
                    .forEach(alias -> stems.add(stem(alias)));
        }
        for (String relation : relations) {
            List<String> words = Words.of(relation);
            words.stream()
                    .filter(word -> words.size() == 1 || word.length() >= SHORTEST_OF_PHRASE)
                    .forEach(word -> stems.add(stem(word)));
        }
        pattern = Pattern.compile(
                stems.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?iu)\\b(?:", ")\\p{L}*")));
    }

    /** The words of a task without a template's words. */
    LabelWords(LabelSet labels) {
        this(labels, Map.<String, String>of().values());
    }

    /**
     * The words of one label.
     *
     * @param label any label
     * @return its name and aliases, in their forms
     */
    public static LabelWords of(Label label) {
        return new LabelWords(List.of(label), List.of());
    }

    /**
     * Whether a text has one of the words.
     *
     * @param text any text
     * @return whether it does
     */
    public boolean isNamedIn(String text) {
        return in(text).find();
    }

    private static String stem(String word) {
        return word.strip().toLowerCase(Locale.ROOT).replaceFirst("(?<=\\p{L}{5})(?:ment|ion|s|ed|ing)$", "");
    }

    /** {@return finds the words, in their forms} */
    Pattern pattern() {
        return pattern;
    }

    /** {@return a matcher of label words in a text} */
    Matcher in(String text) {
        return pattern.matcher(text);
    }
}
