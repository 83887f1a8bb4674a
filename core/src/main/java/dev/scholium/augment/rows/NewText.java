package dev.scholium.augment.rows;

import java.util.Locale;
import java.util.regex.Pattern;

/** Texts that teachers wrote for new rows. */
final class NewText {

    private static final Pattern NAME = Pattern.compile("(?i)\\A(?:(?:the|new|rewritten|revised|paraphrased|changed) )*"
            + "(?:hypothesis|premise|sentence|text|paraphrase|translation|version)\\s*:\\s*");
    private static final Pattern QUOTED = Pattern.compile("\\A[\"“](?<text>[^\"“”]*)[\"”]\\z");

    /** Why a text is not used that is far longer than the one it stands for. */
    static final String FAR_LONGER = "far longer than the text it stands for";

    /** Three bytes in UTF-8, the most that a character of a Java string has. */
    private static final String WIDEST = "\uFFFD";

    private static final int MOST_TIMES = 3;
    private static final int MOST_MORE_CHARACTERS = 100;

    private NewText() {}

    /** {@return a reply's text without a leading name ({@code Hypothesis:}) and quotes around the whole} */
    static String of(String reply) {
        String text = NAME.matcher(reply).replaceFirst("").strip();
        var quoted = QUOTED.matcher(text);
        return quoted.matches() && !quoted.group("text").isBlank()
                ? quoted.group("text").strip()
                : text.isEmpty() ? reply : text;
    }

    /** {@return what equal texts share: letters without case, white space as one blank} */
    static String folded(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /** {@return whether a text is more than three times as long as the one it stands for, and a hundred characters} */
    static boolean isFarLonger(String text, String than) {
        return text.length() > longest(than);
    }

    /** {@return a text with as many bytes as any has that is not far longer than the one it stands for} */
    static String widest(String than) {
        return WIDEST.repeat(longest(than));
    }

    private static int longest(String than) {
        return MOST_TIMES * than.length() + MOST_MORE_CHARACTERS;
    }
}
