package dev.scholium.teacher.mock;

import dev.scholium.teacher.TokenUsage;

/**
 * What the mock teacher says to a prompt, before it is put into a provider's form.
 *
 * @param id names it; the same for the same request
 * @param model the model that was asked for
 * @param text what it says
 * @param finishReason {@code stop}, or {@code length} if it was cut off
 * @param usage what it bills
 */
public record MockCompletion(String id, String model, String text, String finishReason, TokenUsage usage) {

    /**
     * The same with another text.
     *
     * @param text what it says instead
     * @param finishReason why it ends there
     * @return a copy that bills the words of that text
     */
    public MockCompletion with(String text, String finishReason) {
        int written = MockAnswers.words(text).size();
        return new MockCompletion(
                id, model, text, finishReason, new TokenUsage(usage.promptTokens(), written, usage.cachedTokens(), 0));
    }

    /**
     * The same at another price.
     *
     * @param usage what it bills instead
     * @return a copy
     */
    public MockCompletion with(TokenUsage usage) {
        return new MockCompletion(id, model, text, finishReason, usage);
    }
}
