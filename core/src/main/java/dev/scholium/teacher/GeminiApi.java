package dev.scholium.teacher;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * Google's Gemini API. Its completion limit holds for thoughts and answer together.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">Gemini's generateContent</a>
 */
final class GeminiApi implements ChatApi {

    private final TeacherConfig config;
    private final ApiKey key;
    private final HttpClientBuilder http;
    private final Map<Integer, GoogleAiGeminiChatModel> modelsBySample = new ConcurrentHashMap<>();

    GeminiApi(TeacherConfig config, ApiKey key, HttpClientBuilder http) {
        this.config = config;
        this.key = key;
        this.http = http;
    }

    /** LangChain4j knows a seed of the model's, not of the request's: each sample has a model. */
    private GoogleAiGeminiChatModel model(Question question) {
        return modelsBySample.computeIfAbsent(
                question.sample(),
                sample -> GoogleAiGeminiChatModel.builder()
                        .httpClientBuilder(http)
                        .baseUrl(config.baseUrl())
                        .apiKey(key.secret())
                        .modelName(config.model())
                        .maxOutputTokens(ChatApi.completionLimit(config))
                        .temperature(config.temperature())
                        .topP(config.topP())
                        .seed(ChatApi.seed(config, question))
                        .maxRetries(0)
                        .logRequestsAndResponses(false)
                        .build());
    }

    @Override
    public boolean takesSchema() {
        return !config.replySchema().equals(TeacherConfig.WORDS);
    }

    @Override
    public String ask(Question question) {
        return ChatApi.text(model(question)
                .chat(ChatRequest.builder()
                        .messages(messages(question.prompt()))
                        .responseFormat(responseFormat(question.prompt()))
                        .build()));
    }

    /** Its {@code candidatesTokenCount} is what is seen; thoughts are billed as output beside it. */
    @Override
    public ReplyFacts facts(JsonNode body) {
        JsonNode usage = body.path("usageMetadata");
        long hidden = ReplyFacts.count(usage.path("thoughtsTokenCount"));
        return new ReplyFacts(
                finishReason(body),
                ReplyFacts.usage(
                        ReplyFacts.count(usage.path("promptTokenCount")),
                        ReplyFacts.count(usage.path("candidatesTokenCount")) + hidden,
                        ReplyFacts.count(usage.path("cachedContentTokenCount")),
                        hidden),
                body.path("modelVersion").asString(""));
    }

    /** LangChain4j reads no reply that gives a reason which it does not know, though there is an answer, and a bill. */
    @Override
    public String unreadText(JsonNode body) {
        StringBuilder text = new StringBuilder();
        for (JsonNode part : body.path("candidates").path(0).path("content").path("parts")) {
            if (!part.path("thought").asBoolean(false)) {
                text.append(part.path("text").asString(""));
            }
        }
        return text.toString();
    }

    private static String finishReason(JsonNode body) {
        if (!body.path("promptFeedback").path("blockReason").asString("").isEmpty()) {
            return ReplyFacts.CONTENT_FILTER; // there are no candidates then
        }
        return switch (body.path("candidates").path(0).path("finishReason").asString("")) {
            case "STOP" -> ReplyFacts.STOP;
            case "MAX_TOKENS" -> ReplyFacts.LENGTH;
            case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII" -> ReplyFacts.CONTENT_FILTER;
            default -> ReplyFacts.OTHER;
        };
    }
}
