package dev.scholium.evaluate;

/**
 * The language-independent and Western rules of mteval-v13a.
 *
 * <p>The rules are substitutions applied one after the other over the whole text, and none sees what it has itself put
 * in. Each is a single pass here, since regular expressions are ten times slower.
 *
 * @see <a
 *     href="https://github.com/moses-smt/mosesdecoder/blob/master/scripts/generic/mteval-v13a.pl">mteval-v13a.pl</a>
 */
final class MtevalTokens {

    private MtevalTokens() {}

    /** Puts blanks around punctuation, except full stops and commas inside numbers. */
    static String separate(String text) {
        String line = unescape(text);
        StringBuilder in = new StringBuilder(line.length() + 16);
        StringBuilder out = new StringBuilder(line.length() * 2);
        in.append(' ').append(line).append(' ');

        spaceOutPunctuation(in, out);
        swap(in, out);
        spaceOutStopsAfterOthers(in, out);
        swap(in, out);
        spaceOutStopsBeforeOthers(in, out);
        swap(in, out);
        spaceOutDashesAfterDigits(in, out);
        return out.toString();
    }

    private static String unescape(String text) {
        String line = text;
        if (line.indexOf('<') >= 0) {
            line = line.replace("<skipped>", "");
        }
        if (line.indexOf('\n') >= 0) {
            line = line.replace("-\n", "").replace('\n', ' ');
        }
        if (line.indexOf('&') >= 0) {
            line = line.replace("&quot;", "\"")
                    .replace("&amp;", "&")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">");
        }
        return line;
    }

    private static void swap(StringBuilder in, StringBuilder out) {
        in.setLength(0);
        in.append(out);
        out.setLength(0);
    }

    /** All of ASCII's punctuation but the apostrophe, the comma, the dash and the full stop. */
    private static void spaceOutPunctuation(StringBuilder in, StringBuilder out) {
        for (int i = 0; i < in.length(); i++) {
            char c = in.charAt(i);
            if (isPunctuation(c)) {
                out.append(' ').append(c).append(' ');
            } else {
                out.append(c);
            }
        }
    }

    private static boolean isPunctuation(char c) {
        return (c >= '{' && c <= '~')
                || (c >= '[' && c <= '`')
                || (c >= ' ' && c <= '&')
                || (c >= '(' && c <= '+')
                || (c >= ':' && c <= '@')
                || c == '/';
    }

    private static void spaceOutStopsAfterOthers(StringBuilder in, StringBuilder out) {
        int i = 0;
        while (i < in.length()) {
            char c = in.charAt(i);
            if (i + 1 < in.length() && !isDigit(c) && isStop(in.charAt(i + 1))) {
                out.append(c).append(' ').append(in.charAt(i + 1)).append(' ');
                i += 2;
            } else {
                out.append(c);
                i++;
            }
        }
    }

    private static void spaceOutStopsBeforeOthers(StringBuilder in, StringBuilder out) {
        int i = 0;
        while (i < in.length()) {
            char c = in.charAt(i);
            if (i + 1 < in.length() && isStop(c) && !isDigit(in.charAt(i + 1))) {
                out.append(' ').append(c).append(' ').append(in.charAt(i + 1));
                i += 2;
            } else {
                out.append(c);
                i++;
            }
        }
    }

    private static void spaceOutDashesAfterDigits(StringBuilder in, StringBuilder out) {
        for (int i = 0; i < in.length(); i++) {
            char c = in.charAt(i);
            if (c == '-' && i > 0 && isDigit(in.charAt(i - 1))) {
                out.append(' ').append(c).append(' ');
            } else {
                out.append(c);
            }
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isStop(char c) {
        return c == '.' || c == ',';
    }
}
