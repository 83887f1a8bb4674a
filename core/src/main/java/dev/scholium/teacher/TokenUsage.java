package dev.scholium.teacher;

/**
 * Tokens that a provider counted.
 *
 * @param promptTokens tokens read, at least 0
 * @param completionTokens tokens written, hidden ones included, at least 0
 */
public record TokenUsage(long promptTokens, long completionTokens) {

    /** Nothing read or written, or not counted. */
    public static final TokenUsage NONE = new TokenUsage(0, 0);

    /**
     * Adds up.
     *
     * @param other more tokens
     * @return both together
     */
    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(promptTokens + other.promptTokens, completionTokens + other.completionTokens);
    }
}
