package dev.scholium.augment.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes texts apart into words. */
final class Words {

    /** Letters or digits with their marks; apostrophes, and commas or points between digits, belong to a word. */
    static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+(?:['’][\\p{L}]+|[.,](?=\\d)[\\d]+)*");

    private Words() {}

    /** {@return the words in lower case, possessive endings off} */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(folded(matcher.group()));
        }
        return words;
    }

    /** {@return a word in lower case without its possessive ending} */
    static String folded(String word) {
        boolean possessive = word.endsWith("'s") || word.endsWith("’s");
        return (possessive ? word.substring(0, word.length() - 2) : word).toLowerCase(Locale.ROOT);
    }
}
