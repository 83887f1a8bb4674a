package dev.scholium.teacher.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Finds private texts of one sort.
 *
 * @param pattern what they look like
 * @param accepted how many characters of such a text are one indeed, from its beginning; 0 if it is none
 */
record SecretFinder(Pattern pattern, ToIntFunction<String> accepted) {

    /**
     * A place in a text.
     *
     * @param start first character
     * @param end after the last
     */
    record Span(int start, int end) {}

    /**
     * All such texts.
     *
     * @param text any text
     * @return places in order, without overlaps
     */
    List<Span> find(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        int from = 0;
        while (from <= text.length() && matcher.find(from)) {
            int length = accepted.applyAsInt(matcher.group());
            if (length > 0) {
                spans.add(new Span(matcher.start(), matcher.start() + length));
            }
            from = matcher.start() + Math.max(1, length);
        }
        return spans;
    }
}
