package dev.scholium.prompt;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A text with places, each a name of letters, digits or underscores in braces; any other brace is only a brace.
 *
 * @param text with places: {@code Text: {premise}}
 */
record TemplateText(String text) {

    /** The names in braces, in order. */
    Set<String> places() {
        Set<String> places = new LinkedHashSet<>();
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
            int close = placeEnd(open);
            if (close > 0) {
                places.add(text.substring(open + 1, close));
            }
        }
        return places;
    }

    /** The text with every place replaced; what is put in is not searched for places again. */
    String fill(UnaryOperator<String> valueOfPlace) {
        StringBuilder filled = new StringBuilder(text.length() + 256);
        int from = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
            int close = placeEnd(open);
            if (close > 0) {
                filled.append(text, from, open).append(valueOfPlace.apply(text.substring(open + 1, close)));
                from = close + 1;
            }
        }
        return filled.append(text, from, text.length()).toString();
    }

    private int placeEnd(int open) {
        int end = open + 1;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return end > open + 1 && end < text.length() && text.charAt(end) == '}' ? end : -1;
    }
}
