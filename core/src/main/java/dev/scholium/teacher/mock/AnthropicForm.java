package dev.scholium.teacher.mock;

import dev.scholium.file.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Anthropic's messages.
 *
 * @see <a href="https://docs.anthropic.com/en/api/messages">Anthropic's reference</a>
 */
final class AnthropicForm implements ChatForm {

    @Override
    public String path() {
        return "/v1/messages";
    }

    @Override
    public Optional<ChatQuestion> read(String body) {
        try {
            JsonNode root = Json.mapper().readTree(body);
            JsonNode messages = root.path("messages");
            String model = root.path("model").asString("");
            int maxTokens = root.path("max_tokens").asInt(0);
            if (!messages.isArray() || messages.isEmpty() || model.isEmpty() || maxTokens < 1) {
                return Optional.empty();
            }
            StringBuilder prompt = new StringBuilder(text(root.path("system"))).append('\n');
            String last = "";
            for (JsonNode message : messages) {
                last = text(message.path("content"));
                prompt.append(last).append('\n');
            }
            return Optional.of(new ChatQuestion(model, prompt.toString(), last, maxTokens));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    /** What a string or a list of text blocks says. */
    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asString("");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode block : content) {
            text.append(block.path("text").asString(""));
        }
        return text.toString();
    }

    @Override
    public Object write(MockCompletion completion) {
        Map<String, Object> block = new LinkedHashMap<>(); // an order that is the same in every JVM
        block.put("type", "text");
        block.put("text", completion.text());
        Map<String, Object> usage = new LinkedHashMap<>();
        usage.put(
                "input_tokens",
                completion.usage().promptTokens() - completion.usage().cachedTokens());
        usage.put("cache_read_input_tokens", completion.usage().cachedTokens());
        usage.put("output_tokens", completion.usage().completionTokens());
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("id", "msg_" + completion.id());
        reply.put("type", "message");
        reply.put("role", "assistant");
        reply.put("model", completion.model());
        reply.put("content", List.of(block));
        reply.put("stop_reason", completion.finishReason().equals("length") ? "max_tokens" : "end_turn");
        reply.put("usage", usage);
        return reply;
    }
}
