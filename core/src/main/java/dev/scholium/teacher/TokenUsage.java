package dev.scholium.teacher;

/**
 * Tokens that a provider counted.
 *
 * @param promptTokens tokens read, at least 0
 * @param completionTokens tokens written, hidden ones included, at least 0
 * @param cachedTokens those of the tokens read that the provider had in its cache, in {@code [0, promptTokens]}
 * @param hiddenTokens those of the tokens written that a reasoning model does not show, in {@code [0,
 *     completionTokens]}
 */
public record TokenUsage(long promptTokens, long completionTokens, long cachedTokens, long hiddenTokens) {

    /** Nothing read or written, or not counted. */
    public static final TokenUsage NONE = new TokenUsage(0, 0);

    /**
     * Tokens of which none were cached or hidden.
     *
     * @param promptTokens tokens read, at least 0
     * @param completionTokens tokens written, at least 0
     */
    public TokenUsage(long promptTokens, long completionTokens) {
        this(promptTokens, completionTokens, 0, 0);
    }

    /**
     * Adds up.
     *
     * @param other more tokens
     * @return both together
     */
    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                cachedTokens + other.cachedTokens,
                hiddenTokens + other.hiddenTokens);
    }
}
