package dev.scholium.teacher;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Anthropic's messages API. It has no seed, and temperatures up to 1 only.
 *
 * <p>Nothing is thought unseen unless the recipe asks for it in {@code extra}, such as {@code thinking: {type:
 * adaptive}}; {@code max_hidden_tokens} makes room for it.
 *
 * @see <a href="https://docs.anthropic.com/en/api/messages">Anthropic's messages API</a>
 */
final class AnthropicApi implements ChatApi {

    // older than structured outputs: https://docs.anthropic.com/en/docs/build-with-claude/structured-outputs
    private static final Pattern WITHOUT_SCHEMA =
            Pattern.compile("claude-(?:instant|[23]|(?:opus|sonnet)-4-(?:0|2025)).*", Pattern.CASE_INSENSITIVE);

    private final TeacherConfig config;
    private final AnthropicChatModel model;

    AnthropicApi(TeacherConfig config, ApiKey key, HttpClientBuilder http) {
        this.config = config;
        this.model = AnthropicChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(config.baseUrl())
                .apiKey(key.secret())
                .modelName(config.model())
                .maxTokens(ChatApi.completionLimit(config))
                .temperature(config.temperature())
                .topP(config.topP())
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false)
                .build();
    }

    @Override
    public boolean takesSeed() {
        return false;
    }

    @Override
    public boolean takesSchema() {
        return !config.replySchema().equals(TeacherConfig.WORDS)
                && !WITHOUT_SCHEMA.matcher(config.model()).matches();
    }

    @Override
    public String ask(Question question) {
        return ChatApi.text(model.chat(ChatRequest.builder()
                .messages(messages(question.prompt()))
                .responseFormat(responseFormat(question.prompt()))
                .build()));
    }

    /** Its {@code input_tokens} are those alone that the cache neither held nor took in; thinking is output. */
    @Override
    public ReplyFacts facts(JsonNode body) {
        JsonNode usage = body.path("usage");
        long cached = ReplyFacts.count(usage.path("cache_read_input_tokens"));
        return new ReplyFacts(
                switch (body.path("stop_reason").asString("")) {
                    case "end_turn", "stop_sequence" -> ReplyFacts.STOP;
                    case "max_tokens", "model_context_window_exceeded" -> ReplyFacts.LENGTH;
                    case "refusal" -> ReplyFacts.CONTENT_FILTER;
                    default -> ReplyFacts.OTHER;
                },
                ReplyFacts.usage(
                        ReplyFacts.count(usage.path("input_tokens"))
                                + cached
                                + ReplyFacts.count(usage.path("cache_creation_input_tokens")),
                        ReplyFacts.count(usage.path("output_tokens")),
                        cached,
                        ReplyFacts.count(usage.path("output_tokens_details").path("thinking_tokens"))),
                body.path("model").asString(""));
    }

    @Override
    public String unreadText(JsonNode body) {
        StringBuilder text = new StringBuilder();
        body.path("content").forEach(part -> text.append(part.path("text").asString("")));
        return text.toString();
    }
}
