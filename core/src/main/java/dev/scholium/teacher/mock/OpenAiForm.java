package dev.scholium.teacher.mock;

import dev.scholium.file.Json;
import dev.scholium.teacher.TokenUsage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * OpenAI's chat completions.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">OpenAI's reference</a>
 */
final class OpenAiForm implements ChatForm {

    @Override
    public String path() {
        return "/v1/chat/completions";
    }

    @Override
    public Optional<ChatQuestion> read(String body) {
        try {
            JsonNode root = Json.mapper().readTree(body);
            JsonNode messages = root.path("messages");
            String model = root.path("model").asString("");
            if (!messages.isArray() || messages.isEmpty() || model.isEmpty()) {
                return Optional.empty();
            }
            StringBuilder prompt = new StringBuilder();
            String last = "";
            for (JsonNode message : messages) {
                last = message.path("content").asString("");
                prompt.append(last).append('\n');
            }
            int limit = root.path("max_tokens").asInt(Integer.MAX_VALUE);
            return Optional.of(new ChatQuestion(
                    model,
                    prompt.toString(),
                    last,
                    root.path("max_completion_tokens").asInt(limit)));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    @Override
    public Object write(MockCompletion completion) {
        Map<String, Object> message = new LinkedHashMap<>(); // an order that is the same in every JVM
        message.put("role", "assistant");
        message.put("content", completion.text());
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        choice.put("message", message);
        choice.put("finish_reason", completion.finishReason());
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("id", "chatcmpl-" + completion.id());
        reply.put("object", "chat.completion");
        reply.put("created", 0);
        reply.put("model", completion.model());
        reply.put("choices", List.of(choice));
        reply.put("usage", usage(completion.usage()));
        return reply;
    }

    private static Map<String, Object> usage(TokenUsage tokens) {
        Map<String, Object> usage = new LinkedHashMap<>();
        usage.put("prompt_tokens", tokens.promptTokens());
        usage.put("completion_tokens", tokens.completionTokens());
        usage.put("total_tokens", tokens.promptTokens() + tokens.completionTokens());
        if (tokens.cachedTokens() > 0) {
            usage.put("prompt_tokens_details", Map.of("cached_tokens", tokens.cachedTokens()));
        }
        if (tokens.hiddenTokens() > 0) {
            usage.put("completion_tokens_details", Map.of("reasoning_tokens", tokens.hiddenTokens()));
        }
        return usage;
    }
}
