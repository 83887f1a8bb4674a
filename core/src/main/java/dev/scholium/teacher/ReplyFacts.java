package dev.scholium.teacher;

import tools.jackson.databind.JsonNode;

/**
 * What a reply's body says beside the text, in one form for all providers.
 *
 * @param finishReason why the provider stopped: {@code stop}, {@code length}, {@code content_filter} or {@code other}
 * @param usage tokens as billed
 * @param model the model that answered, as the provider names it; empty if it does not
 */
record ReplyFacts(String finishReason, TokenUsage usage, String model) {

    /** The model ended its answer by itself. */
    static final String STOP = "stop";
    /** The answer was cut at a limit of tokens. */
    static final String LENGTH = "length";
    /** The model, or a filter after it, withheld the answer. */
    static final String CONTENT_FILTER = "content_filter";
    /** Anything else, and reasons that did not exist when this was written. */
    static final String OTHER = "other";

    /** More tokens than anybody could pay for; a server that claims more is not believed, only stopped at. */
    private static final double MOST_TOKENS = 1e15;

    /** A count in a reply's usage, in {@code [0, 1e15]}; 0 where the provider says nothing. */
    static long count(JsonNode number) {
        return number.isNumber() ? (long) Math.max(0, Math.min(MOST_TOKENS, number.doubleValue())) : 0;
    }

    /**
     * Tokens, with parts that never exceed their whole.
     *
     * @param read all tokens read, those from the cache included
     * @param written all tokens written, hidden ones included
     * @param cached tokens read from the cache
     * @param hidden tokens written unseen
     */
    static TokenUsage usage(long read, long written, long cached, long hidden) {
        return new TokenUsage(read, written, Math.min(cached, read), Math.min(hidden, written));
    }
}
