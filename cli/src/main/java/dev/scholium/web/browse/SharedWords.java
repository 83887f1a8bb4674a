package dev.scholium.web.browse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in a rationale the words that the fields of its row have, too. Words of grammar count for none. */
final class SharedWords {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+(?:['’][\\p{L}]+)?");

    private static final Set<String> GRAMMAR = Set.of(
            "a", "an", "the", "and", "or", "but", "of", "to", "in", "on", "at", "by", "for", "with", "from", "as", "is",
            "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did", "it", "its", "this",
            "that", "these", "those", "he", "she", "they", "him", "her", "them", "his", "their", "there", "who",
            "which", "so", "if", "then");

    private final List<Set<String>> fields = new ArrayList<>();

    /**
     * The words of a row.
     *
     * @param texts the row's fields by name; all after the first are taken together
     */
    SharedWords(Map<String, String> texts) {
        Iterator<String> each = new LinkedHashMap<>(texts).values().iterator();
        fields.add(each.hasNext() ? words(each.next()) : Set.of());
        Set<String> others = new HashSet<>();
        each.forEachRemaining(text -> others.addAll(words(text)));
        fields.add(others);
    }

    /**
     * A stretch of a text.
     *
     * @param text as it stands
     * @param mark where its word is, too; empty for no field: {@code first}, {@code second} or {@code both}
     */
    record Piece(String text, String mark) {}

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(folded(matcher.group()));
        }
        words.removeAll(GRAMMAR);
        return words;
    }

    private static String folded(String word) {
        return word.replaceFirst("['’]s$", "").toLowerCase(Locale.ROOT);
    }

    /** {@return the text in stretches that together are all of it} */
    List<Piece> mark(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        int end = 0;
        while (matcher.find()) {
            String mark = mark(folded(matcher.group()), fields.get(0), fields.get(1));
            if (!mark.isEmpty()) {
                add(pieces, text.substring(end, matcher.start()), "");
                add(pieces, matcher.group(), mark);
                end = matcher.end();
            }
        }
        add(pieces, text.substring(end), "");
        return pieces;
    }

    private static String mark(String word, Set<String> first, Set<String> second) {
        if (first.contains(word)) {
            return second.contains(word) ? "both" : "first";
        }
        return second.contains(word) ? "second" : "";
    }

    private static void add(List<Piece> pieces, String text, String mark) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, mark));
        }
    }
}
