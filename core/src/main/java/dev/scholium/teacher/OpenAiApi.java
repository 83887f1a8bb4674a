package dev.scholium.teacher;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * OpenAI's chat API, also as Azure and many other servers speak it.
 *
 * <p>Azure differs by the header that holds the key alone: its version 1 API takes OpenAI's bodies as they are.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">OpenAI's chat API</a>
 * @see <a href="https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle">Azure's version 1 API</a>
 */
final class OpenAiApi implements ChatApi {

    // they think before they answer, and refuse temperature, top_p and max_tokens:
    // https://platform.openai.com/docs/guides/reasoning; the -chat models of the same families do not
    private static final Pattern REASONING =
            Pattern.compile("(?:.*/)?(?:o[1-9](?:-.*)?|gpt-[5-9](?:[.-](?!.*chat).*)?)", Pattern.CASE_INSENSITIVE);
    // older than structured outputs: https://platform.openai.com/docs/guides/structured-outputs
    private static final Pattern WITHOUT_SCHEMA =
            Pattern.compile("(?:.*/)?gpt-(?:3\\.5|35|4)(?:-.*)?", Pattern.CASE_INSENSITIVE);

    private final TeacherConfig config;
    private final OpenAiChatModel model;

    OpenAiApi(TeacherConfig config, ApiKey key, HttpClientBuilder http) {
        this.config = config;
        boolean azure = config.provider().equals(Provider.AZURE.word());
        OpenAiChatModel.OpenAiChatModelBuilder builder = OpenAiChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(config.baseUrl())
                .apiKey(azure ? null : key.secret())
                .customHeaders(azure ? Map.of("api-key", key.secret()) : Map.of())
                .modelName(config.model())
                .strictJsonSchema(true)
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false);
        if (isReasoning()) {
            builder.maxCompletionTokens(ChatApi.completionLimit(config));
        } else {
            builder.maxTokens(ChatApi.completionLimit(config))
                    .temperature(config.temperature())
                    .topP(config.topP());
        }
        this.model = builder.build();
    }

    /** Whether the model thinks unseen. A deployment of Azure's may have any name: there the recipe tells. */
    private boolean isReasoning() {
        return REASONING.matcher(config.model()).matches()
                || (config.provider().equals(Provider.AZURE.word()) && config.maxHiddenTokens() > 0);
    }

    @Override
    public boolean takesTemperature() {
        return !isReasoning();
    }

    @Override
    public boolean takesSchema() {
        return !config.replySchema().equals(TeacherConfig.WORDS)
                && !WITHOUT_SCHEMA.matcher(config.model()).matches();
    }

    @Override
    public String ask(Question question) {
        OpenAiChatRequestParameters parameters = OpenAiChatRequestParameters.builder()
                .seed(ChatApi.seed(config, question))
                .responseFormat(responseFormat(question.prompt()))
                .build();
        return ChatApi.text(model.chat(ChatRequest.builder()
                .messages(messages(question.prompt()))
                .parameters(parameters)
                .build()));
    }

    @Override
    public ReplyFacts facts(JsonNode body) {
        JsonNode choice = body.path("choices").path(0);
        JsonNode usage = body.path("usage");
        return new ReplyFacts(
                finishReason(choice),
                ReplyFacts.usage(
                        ReplyFacts.count(usage.path("prompt_tokens")),
                        ReplyFacts.count(usage.path("completion_tokens")),
                        ReplyFacts.count(usage.path("prompt_tokens_details").path("cached_tokens")),
                        ReplyFacts.count(usage.path("completion_tokens_details").path("reasoning_tokens"))),
                body.path("model").asString(""));
    }

    @Override
    public String unreadText(JsonNode body) {
        return body.path("choices").path(0).path("message").path("content").asString("");
    }

    private static String finishReason(JsonNode choice) {
        if (!choice.path("message").path("refusal").asString("").isBlank()) {
            return ReplyFacts.CONTENT_FILTER;
        }
        return switch (choice.path("finish_reason").asString("")) {
            case "stop", "eos", "eos_token" -> ReplyFacts.STOP; // the latter of some compatible servers
            case "length", "max_tokens" -> ReplyFacts.LENGTH;
            case "content_filter" -> ReplyFacts.CONTENT_FILTER;
            default -> ReplyFacts.OTHER;
        };
    }
}
