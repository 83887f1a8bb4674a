package dev.scholium.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * How BLEU cuts a text into tokens; each constant gives sacreBLEU's tokens of the same name.
 *
 * @see <a href="https://aclanthology.org/W18-6319">Post 2018</a>
 */
public enum BleuTokenizer {
    /** The tokens of mteval-v13a, the script of the WMT evaluations. The default. */
    MTEVAL_13A("13a") {
        @Override
        String prepared(String text) {
            return MtevalTokens.separate(text);
        }
    },
    /** The tokens of mteval-v14 with international tokenization: all of Unicode's punctuation and symbols. */
    INTERNATIONAL("intl") {
        @Override
        String prepared(String text) {
            return InternationalTokens.separate(text);
        }
    },
    /** Every character that is no white space. */
    CHARACTER("char") {
        @Override
        String prepared(String text) {
            StringBuilder spaced = new StringBuilder(text.length() * 2);
            text.codePoints().forEach(c -> spaced.appendCodePoint(c).append(' '));
            return spaced.toString();
        }
    },
    /** Whatever stands between white space: for texts that are tokenized already. */
    NONE("none") {
        @Override
        String prepared(String text) {
            return text;
        }
    };

    private final String word;

    BleuTokenizer(String word) {
        this.word = word;
    }

    /** {@return the tokenizer's name in a signature} */
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }

    /**
     * Cuts a text.
     *
     * @param text any text
     * @return its tokens in order, none of them empty
     */
    public List<String> tokens(String text) {
        return splitAtWhitespace(prepared(withoutTrailingWhitespace(text)));
    }

    /** The text with blanks around its tokens. */
    abstract String prepared(String text);

    private static String withoutTrailingWhitespace(String text) {
        int end = text.length();
        while (end > 0 && isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static List<String> splitAtWhitespace(String text) {
        List<String> tokens = new ArrayList<>(text.length() / 4 + 1);
        int start = -1;
        for (int i = 0; i < text.length(); i++) {
            if (isWhitespace(text.charAt(i))) {
                if (start >= 0) {
                    tokens.add(text.substring(start, i));
                    start = -1;
                }
            } else if (start < 0) {
                start = i;
            }
        }
        if (start >= 0) {
            tokens.add(text.substring(start));
        }
        return tokens;
    }

    /** Python's {@code str.isspace}, which sacreBLEU splits by; Java's own leaves out U+0085 and no-break spaces. */
    static boolean isWhitespace(char c) {
        if (c <= ' ') {
            return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
        }
        return c >= 0x85 && (c == 0x85 || c == 0xa0 || Character.isSpaceChar(c));
    }
}
