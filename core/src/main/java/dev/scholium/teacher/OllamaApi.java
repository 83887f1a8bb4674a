package dev.scholium.teacher;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaChatRequestParameters;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Ollama's own chat API. A key is sent if there is one, for servers behind a gate; Ollama itself asks for none.
 *
 * @see <a href="https://docs.ollama.com/api/chat">Ollama's chat API</a>
 */
final class OllamaApi implements ChatApi {

    private final TeacherConfig config;
    private final OllamaChatModel model;

    OllamaApi(TeacherConfig config, ApiKey key, HttpClientBuilder http) {
        this.config = config;
        OllamaChatModel.OllamaChatModelBuilder builder = OllamaChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(config.baseUrl())
                .customHeaders(key.isNone() ? Map.of() : Map.of("Authorization", "Bearer " + key.secret()))
                .modelName(config.model())
                .numPredict(ChatApi.completionLimit(config))
                .temperature(config.temperature())
                .topP(config.topP())
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false);
        this.model = builder.build();
    }

    @Override
    public boolean takesSchema() {
        return !config.replySchema().equals(TeacherConfig.WORDS);
    }

    @Override
    public String ask(Question question) {
        OllamaChatRequestParameters parameters = OllamaChatRequestParameters.builder()
                .seed(ChatApi.seed(config, question))
                .responseFormat(responseFormat(question.prompt()))
                .build();
        return ChatApi.text(model.chat(ChatRequest.builder()
                .messages(messages(question.prompt()))
                .parameters(parameters)
                .build()));
    }

    /** It counts thoughts among {@code eval_count}, and does not tell how many they were. */
    @Override
    public ReplyFacts facts(JsonNode body) {
        return new ReplyFacts(
                switch (body.path("done_reason").asString("")) {
                    case "stop" -> ReplyFacts.STOP;
                    case "length" -> ReplyFacts.LENGTH;
                    default -> ReplyFacts.OTHER;
                },
                ReplyFacts.usage(
                        ReplyFacts.count(body.path("prompt_eval_count")),
                        ReplyFacts.count(body.path("eval_count")),
                        0,
                        0),
                body.path("model").asString(""));
    }

    @Override
    public String unreadText(JsonNode body) {
        return body.path("message").path("content").asString("");
    }
}
