package dev.scholium.teacher.price;

/**
 * A number of tokens that is not known exactly.
 *
 * @param low the least that is likely
 * @param expected the best guess
 * @param high the most that is likely
 */
public record TokenSpan(long low, long expected, long high) {

    /** No tokens. */
    public static final TokenSpan NONE = new TokenSpan(0, 0, 0);

    /**
     * Adds up; spans that err all in the same way.
     *
     * @param other more tokens
     * @return both together
     */
    public TokenSpan plus(TokenSpan other) {
        return new TokenSpan(low + other.low, expected + other.expected, high + other.high);
    }

    /**
     * An exact number.
     *
     * @param tokens counted
     * @return a span without width
     */
    public static TokenSpan exactly(long tokens) {
        return new TokenSpan(tokens, tokens, tokens);
    }
}
