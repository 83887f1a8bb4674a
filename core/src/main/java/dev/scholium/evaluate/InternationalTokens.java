package dev.scholium.evaluate;

/**
 * The rules of mteval-v14's international tokenization: punctuation by Unicode's categories, except between digits.
 *
 * @see <a href="https://github.com/moses-smt/mosesdecoder/blob/master/scripts/generic/mteval-v14.pl">mteval-v14.pl</a>
 */
final class InternationalTokens {

    private static final int NUMBERS =
            1 << Character.DECIMAL_DIGIT_NUMBER | 1 << Character.LETTER_NUMBER | 1 << Character.OTHER_NUMBER;
    private static final int PUNCTUATION = 1 << Character.CONNECTOR_PUNCTUATION
            | 1 << Character.DASH_PUNCTUATION
            | 1 << Character.START_PUNCTUATION
            | 1 << Character.END_PUNCTUATION
            | 1 << Character.INITIAL_QUOTE_PUNCTUATION
            | 1 << Character.FINAL_QUOTE_PUNCTUATION
            | 1 << Character.OTHER_PUNCTUATION;
    private static final int SYMBOLS = 1 << Character.MATH_SYMBOL
            | 1 << Character.CURRENCY_SYMBOL
            | 1 << Character.MODIFIER_SYMBOL
            | 1 << Character.OTHER_SYMBOL;

    private InternationalTokens() {}

    /** Puts blanks around punctuation and symbols. */
    static String separate(String text) {
        int[] afterOthers = punctuationAfterOthers(text.codePoints().toArray());
        int[] beforeOthers = punctuationBeforeOthers(afterOthers);
        StringBuilder out = new StringBuilder(beforeOthers.length * 2);
        for (int c : beforeOthers) {
            if (is(c, SYMBOLS)) {
                out.append(' ').appendCodePoint(c).append(' ');
            } else {
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    private static int[] punctuationAfterOthers(int[] in) {
        StringBuilder out = new StringBuilder(in.length * 2);
        int i = 0;
        while (i < in.length) {
            out.appendCodePoint(in[i]);
            if (i + 1 < in.length && !is(in[i], NUMBERS) && is(in[i + 1], PUNCTUATION)) {
                out.append(' ').appendCodePoint(in[i + 1]).append(' ');
                i++;
            }
            i++;
        }
        return out.codePoints().toArray();
    }

    private static int[] punctuationBeforeOthers(int[] in) {
        StringBuilder out = new StringBuilder(in.length * 2);
        int i = 0;
        while (i < in.length) {
            if (i + 1 < in.length && is(in[i], PUNCTUATION) && !is(in[i + 1], NUMBERS)) {
                out.append(' ').appendCodePoint(in[i]).append(' ').appendCodePoint(in[i + 1]);
                i++;
            } else {
                out.appendCodePoint(in[i]);
            }
            i++;
        }
        return out.codePoints().toArray();
    }

    private static boolean is(int codePoint, int categories) {
        return (categories >> Character.getType(codePoint) & 1) == 1;
    }
}
