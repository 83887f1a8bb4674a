package dev.scholium.teacher.price;

import dev.scholium.prompt.Demonstration;
import dev.scholium.prompt.Prompt;
import dev.scholium.prompt.ReplySchema;
import dev.scholium.teacher.TeacherConfig;

/**
 * How many tokens one request may take, before it is sent.
 *
 * <p>The bounds hold for every tokenizer that works on bytes or on characters, since no text has more tokens than UTF-8
 * bytes; the expectations are for sums over many requests.
 *
 * @param mostInput tokens read, at most
 * @param mostOutput tokens written, hidden ones included, at most
 * @param expectedInput tokens read, about
 * @param expectedOutput tokens written, about; before the first reply is known, half of what is allowed
 */
public record TokenEstimate(long mostInput, long mostOutput, long expectedInput, long expectedOutput) {

    /** What servers put around a conversation: role marks, dates, a default system message. Ours is generous. */
    private static final int REQUEST_OVERHEAD = 64;

    /** What servers put around each message; OpenAI counts 3 or 4, Llama's template 5. */
    private static final int MESSAGE_OVERHEAD = 16;

    /** What a provider may say to the model about a schema beside it; Anthropic counts up to 530 for tools. */
    private static final int SCHEMA_OVERHEAD = 1000;

    /** Bytes a token of English prose, by OpenAI's rule of thumb. */
    private static final double BYTES_A_TOKEN = 4.0;

    /**
     * The tokens of a request.
     *
     * @param prompt what is asked
     * @param config who is asked, with the longest answer allowed
     * @return bounds and expectations
     */
    public static TokenEstimate of(Prompt prompt, TeacherConfig config) {
        long bytes = Utf8.bytesAtMost(prompt.user());
        long messages = 1;
        if (!prompt.system().isEmpty()) {
            bytes += Utf8.bytesAtMost(prompt.system());
            messages++;
        }
        for (Demonstration demonstration : prompt.demonstrations()) {
            bytes += Utf8.bytesAtMost(demonstration.user()) + Utf8.bytesAtMost(demonstration.reply());
            messages += 2;
        }
        long most = bytes + messages * MESSAGE_OVERHEAD + REQUEST_OVERHEAD;
        double expected = bytes / BYTES_A_TOKEN + 4.0 * messages;
        ReplySchema schema = prompt.schema();
        if (schema != null) {
            long schemaBytes = Utf8.bytesAtMost(schema.json()) + Utf8.bytesAtMost(schema.name());
            most += 2 * schemaBytes + SCHEMA_OVERHEAD; // some say it twice: as a grammar and in words
            expected += schemaBytes / BYTES_A_TOKEN;
        }
        long output = (long) config.maxTokens() + config.maxHiddenTokens();
        return new TokenEstimate(most, output, Math.round(expected), (output + 1) / 2);
    }

    /** {@return tokens read and written, at most} */
    public long most() {
        return mostInput + mostOutput;
    }

    /** {@return tokens read and written, about} */
    public long expected() {
        return expectedInput + expectedOutput;
    }
}
