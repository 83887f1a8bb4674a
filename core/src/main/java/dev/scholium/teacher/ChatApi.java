package dev.scholium.teacher;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.scholium.prompt.Demonstration;
import dev.scholium.prompt.Prompt;
import dev.scholium.prompt.ReplySchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is particular to a provider's chat API: LangChain4j writes the requests and reads the text, this says by which
 * of its parameters, and what the rest of a reply means.
 */
sealed interface ChatApi permits OpenAiApi, AnthropicApi, GeminiApi, OllamaApi {

    /**
     * Asks through LangChain4j, once.
     *
     * @param question what to ask
     * @return the text that came; empty if there was none
     */
    String ask(Question question);

    /**
     * Reads what else a reply holds.
     *
     * @param body a whole reply of status 200
     * @return why it ended, and what it cost
     */
    ReplyFacts facts(JsonNode body);

    /**
     * The text of a reply that LangChain4j could not read.
     *
     * @param body a whole reply of status 200
     * @return what is known to be the answer's text; empty if nothing is
     */
    default String unreadText(JsonNode body) {
        return "";
    }

    /** {@return whether temperature and top-p are sent where they are set} */
    default boolean takesTemperature() {
        return true;
    }

    /** {@return whether the provider has a sampling seed} */
    default boolean takesSeed() {
        return true;
    }

    /** {@return whether the provider holds this model to a reply schema; otherwise it is told so in words} */
    boolean takesSchema();

    /** The API of a configuration's provider. */
    static ChatApi of(TeacherConfig config, ApiKey key, HttpClientBuilder http) {
        return switch (Provider.of(config.provider())) {
            case OPENAI, AZURE -> new OpenAiApi(config, key, http);
            case ANTHROPIC -> new AnthropicApi(config, key, http);
            case GEMINI -> new GeminiApi(config, key, http);
            case OLLAMA -> new OllamaApi(config, key, http);
            case BUILT_IN -> throw new IllegalArgumentException("a built-in teacher has no chat API");
        };
    }

    /** The longest completion to ask for: what is hidden counts, too, wherever a provider hides anything. */
    static int completionLimit(TeacherConfig config) {
        return Math.addExact(config.maxTokens(), config.maxHiddenTokens());
    }

    /** The seed of a question: another sample has another one. */
    static @Nullable Integer seed(TeacherConfig config, Question question) {
        Integer seed = config.seed();
        return seed == null ? null : seed + question.sample();
    }

    /** The text of an answer; empty if it has none. */
    static String text(ChatResponse response) {
        String text = response.aiMessage().text();
        return text == null ? "" : text;
    }

    /** The messages of a prompt: system, demonstrations as earlier turns, the question. */
    default List<ChatMessage> messages(Prompt prompt) {
        List<ChatMessage> messages =
                new ArrayList<>(2 + 2 * prompt.demonstrations().size());
        String system = system(prompt);
        if (!system.isBlank()) {
            messages.add(SystemMessage.from(system));
        }
        for (Demonstration demonstration : prompt.demonstrations()) {
            messages.add(UserMessage.from(demonstration.user()));
            messages.add(AiMessage.from(demonstration.reply()));
        }
        messages.add(UserMessage.from(prompt.user()));
        return messages;
    }

    private String system(Prompt prompt) {
        ReplySchema schema = prompt.schema();
        if (schema == null || takesSchema()) {
            return prompt.system();
        }
        String rule = "Answer with one JSON object and nothing else. It must be valid under this JSON Schema: "
                + schema.json();
        return prompt.system().isBlank() ? rule : prompt.system() + "\n\n" + rule;
    }

    /** LangChain4j's form of a prompt's reply schema; null if there is none, or words must do. */
    default @Nullable ResponseFormat responseFormat(Prompt prompt) {
        ReplySchema schema = prompt.schema();
        if (schema == null || !takesSchema()) {
            return null;
        }
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .name(schema.name())
                        .rootElement(JsonRawSchema.from(schema.json()))
                        .build())
                .build();
    }
}
