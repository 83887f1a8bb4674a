package dev.scholium.teacher.price;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.scholium.prompt.Demonstration;
import dev.scholium.prompt.Prompt;
import dev.scholium.prompt.ReplySchema;
import dev.scholium.teacher.TeacherConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Counts a prompt's tokens by the model's own tokenizer where that is known, and estimates them elsewhere. */
public final class PromptTokens {

    /** OpenAI's models since gpt-4o, by the list in its tokenizer tiktoken. */
    private static final Pattern O200K = Pattern.compile("(gpt-4o|gpt-4\\.1|gpt-4\\.5|gpt-5|chatgpt-4o|o1|o3|o4).*");

    /**
     * Bytes a token of prose: few in other languages and names, many in plain English; the middle is a rule of thumb.
     */
    private static final double MOST_BYTES = 5.5;

    private static final double USUAL_BYTES = 4.2;
    private static final double FEWEST_BYTES = 2.5;

    /** What OpenAI's servers add to each message and to the whole, by its cookbook. */
    private static final int OPENAI_MESSAGE = 4;

    private static final int OPENAI_REQUEST = 3;

    private final @Nullable Encoding encoding;

    private PromptTokens(@Nullable Encoding encoding) {
        this.encoding = encoding;
    }

    /**
     * The counter for a teacher.
     *
     * @param config which model
     * @return exact for OpenAI's models, an estimate for others
     */
    public static PromptTokens of(TeacherConfig config) {
        EncodingRegistry known = Encodings.newLazyEncodingRegistry();
        String model = config.model();
        boolean openAi = config.provider().equals(TeacherConfig.OPENAI)
                || config.provider().equals("azure");
        if (!openAi) {
            return new PromptTokens(null);
        }
        if (O200K.matcher(model).matches()) {
            return new PromptTokens(known.getEncoding(EncodingType.O200K_BASE));
        }
        Optional<Encoding> encoding = known.getEncodingForModel(model);
        return new PromptTokens(encoding.orElse(null));
    }

    /** {@return whether the tokens are counted rather than estimated} */
    public boolean isExact() {
        return encoding != null;
    }

    /**
     * The tokens of a prompt.
     *
     * @param prompt what is asked
     * @return how many tokens the model reads
     */
    public TokenSpan of(Prompt prompt) {
        List<String> texts = new ArrayList<>();
        if (!prompt.system().isEmpty()) {
            texts.add(prompt.system());
        }
        for (Demonstration demonstration : prompt.demonstrations()) {
            texts.add(demonstration.user());
            texts.add(demonstration.reply());
        }
        texts.add(prompt.user());
        long messages = texts.size();
        ReplySchema schema = prompt.schema();
        if (schema != null) {
            texts.add(schema.json());
        }
        long around = messages * OPENAI_MESSAGE + OPENAI_REQUEST;
        if (encoding != null) {
            return TokenSpan.exactly(
                    texts.stream().mapToLong(encoding::countTokensOrdinary).sum() + around);
        }
        long bytes = texts.stream().mapToLong(Utf8::bytesAtMost).sum();
        return new TokenSpan(
                Math.round(bytes / MOST_BYTES),
                Math.round(bytes / USUAL_BYTES) + around,
                Math.round(bytes / FEWEST_BYTES) + 3 * around);
    }
}
