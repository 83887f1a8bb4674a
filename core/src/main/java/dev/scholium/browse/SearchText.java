package dev.scholium.browse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what a reader types into a query of SQLite's FTS5, whose own syntax it never is. */
final class SearchText {

    private static final Pattern TERM = Pattern.compile("\"([^\"]*)\"|([^\\s\"]+)");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]");

    private SearchText() {}

    /** {@return the query; empty where nothing that was typed is a word} */
    static String query(String typed) {
        List<String> terms = new ArrayList<>();
        Matcher matcher = TERM.matcher(typed.replace('\0', ' '));
        while (matcher.find()) {
            String term = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            if (WORD.matcher(term).find()) {
                terms.add("\"" + term + "\"");
            }
        }
        return String.join(" ", terms);
    }
}
