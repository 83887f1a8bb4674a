package dev.scholium.augment.words;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text as words and what stands between them; together they are the text again. For one thread. */
final class WordPieces {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:['’\\-.,][\\p{L}\\p{M}\\p{N}]+)*");

    /** {@code words.size() + 1} of them: the first before the first word, the last after the last. */
    private final List<String> gaps = new ArrayList<>();

    private final List<String> words = new ArrayList<>();

    WordPieces(String text) {
        Matcher matcher = WORD.matcher(text);
        int from = 0;
        while (matcher.find()) {
            gaps.add(text.substring(from, matcher.start()));
            words.add(matcher.group());
            from = matcher.end();
        }
        gaps.add(text.substring(from));
    }

    List<String> words() {
        return words;
    }

    void set(int at, String word) {
        words.set(at, word);
    }

    /** Puts a word before that of this place, or at the end. */
    void insert(int at, String word) {
        boolean atEnd = at == words.size();
        words.add(at, word);
        gaps.add(at + (atEnd ? 0 : 1), atEnd && at > 0 ? " " : atEnd ? gaps.get(at) : " ");
        if (atEnd && at == 0) {
            gaps.set(1, "");
        }
    }

    /** Takes a word away, with the blank before it, or after it where it is the first. */
    void remove(int at) {
        words.remove(at);
        String before = gaps.get(at);
        String after = gaps.remove(at + 1);
        String joined = before.isBlank() && !(at == 0 && after.isBlank()) ? after : before + after.stripLeading();
        gaps.set(at, at == 0 ? (before + after).stripLeading() : joined);
    }

    String text() {
        StringBuilder text = new StringBuilder(gaps.get(0));
        for (int i = 0; i < words.size(); i++) {
            text.append(words.get(i)).append(gaps.get(i + 1));
        }
        return text.toString();
    }
}
