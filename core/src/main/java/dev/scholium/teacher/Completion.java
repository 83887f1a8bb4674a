package dev.scholium.teacher;

import java.time.Duration;

/**
 * What a teacher answered to one prompt.
 *
 * @param text what it wrote, untouched; may be empty
 * @param finishReason why it stopped, in the provider's word: {@code stop}, {@code length}, {@code content_filter}
 * @param usage tokens as counted by the provider
 * @param model the model that answered, as the provider names it
 * @param latency from sending to the last byte
 * @param raw the reply's body as it came; for a teacher in this process, its text
 */
public record Completion(
        String text, String finishReason, TokenUsage usage, String model, Duration latency, String raw) {

    /**
     * The answer of a teacher in this process.
     *
     * @param model its name
     * @param text what it says
     * @return a completion that stopped by itself and cost nothing
     */
    public static Completion of(String model, String text) {
        return new Completion(text, "stop", TokenUsage.NONE, model, Duration.ZERO, text);
    }
}
