package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.file.Json;
import dev.scholium.prompt.Prompt;
import dev.scholium.teacher.StandIn.Reply;
import dev.scholium.teacher.TeacherFault.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * OpenAI's wire format, from its API reference: https://platform.openai.com/docs/api-reference/chat and
 * https://platform.openai.com/docs/guides/error-codes.
 */
class OpenAiTeacherTest implements TeacherContract {

    @Override
    public Map<String, Object> settings() {
        return Map.of("provider", "openai", "model", "gpt-4.1-mini");
    }

    @Override
    public String basePath() {
        return "/v1";
    }

    @Override
    public String path() {
        return "/v1/chat/completions";
    }

    @Override
    public Map.Entry<String, String> keyHeader() {
        return Map.entry("Authorization", "Bearer " + KEY);
    }

    @Override
    public String body() {
        return """
                {"model":"gpt-4.1-mini","messages":[
                  {"role":"system","content":"Be brief."},
                  {"role":"user","content":"Is snow white?"},
                  {"role":"assistant","content":"Yes."},
                  {"role":"user","content":"Is coal white?"}],
                 "temperature":0.5,"top_p":0.9,"stream":false,"max_tokens":40,"seed":7}""";
    }

    @Override
    public String schemaAddition() {
        return """
                {"response_format":{"type":"json_schema","json_schema":{"name":"answer","strict":true,
                  "schema":{"type":"object","properties":{"answer":{"type":"string"}}}}}}""";
    }

    @Override
    public Map.Entry<Map<String, Object>, String> extra() {
        return Map.entry(
                Map.of("service_tier", "flex", "logit_bias", Map.of("50256", -100)),
                body().replace("\"seed\"", "\"service_tier\":\"flex\",\"logit_bias\":{\"50256\":-100},\"seed\""));
    }

    @Override
    public String answer(String reason) {
        return """
                {"id":"chatcmpl-1","object":"chat.completion","created":1764000000,"model":"gpt-4.1-mini-2025-04-14",
                 "choices":[{"index":0,"message":{"role":"assistant","content":"No.","refusal":null,"annotations":[]},
                   "logprobs":null,"finish_reason":"%s"}],
                 "usage":{"prompt_tokens":11,"completion_tokens":5,"total_tokens":16,
                   "prompt_tokens_details":{"cached_tokens":4,"audio_tokens":0},
                   "completion_tokens_details":{"reasoning_tokens":2,"audio_tokens":0,
                     "accepted_prediction_tokens":0,"rejected_prediction_tokens":0}},
                 "service_tier":"default","system_fingerprint":"fp_1"}""".formatted(reason);
    }

    @Override
    public List<String> reasons() {
        return List.of("stop", "length", "content_filter");
    }

    @Override
    public String withheld() {
        return answer("stop")
                .replace("\"content\":\"No.\",\"refusal\":null", "\"content\":null,\"refusal\":\"I cannot help.\"");
    }

    @Override
    public Map<Reply, Kind> failures() {
        return Map.of(
                Reply.of(429, Faults.error("Rate limit reached for requests", "rate_limit_exceeded")),
                Kind.RATE_LIMITED,
                Reply.of(429, Faults.error("You exceeded your current quota", "insufficient_quota")),
                Kind.HOPELESS,
                Reply.of(400, Faults.error("maximum context length is 8192 tokens", "context_length_exceeded")),
                Kind.PROMPT_REFUSED,
                Reply.of(400, Faults.error("Unsupported value: 'temperature'", "unsupported_value")),
                Kind.HOPELESS,
                Reply.of(404, Faults.error("The model `x` does not exist", "model_not_found")),
                Kind.HOPELESS,
                Reply.of(500, Faults.error("The server had an error", "server_error")),
                Kind.SERVER,
                Reply.of(503, "<html>overloaded</html>"),
                Kind.SERVER);
    }

    @Override
    public Reply wrongKey() {
        return Reply.of(401, Faults.error("Incorrect API key provided: " + KEY, "invalid_api_key"));
    }

    @Override
    public Reply wait7Seconds() {
        return new Reply(429, Map.of("retry-after", "7"), Faults.error("slow down", "rate_limit_exceeded"));
    }

    private JsonNode sent(Map<String, Object> settings, Prompt prompt) {
        try (StandIn server = StandIn.answering(Reply.ok(answer("stop")))) {
            teacher(config(server).with(settings)).ask(Question.of(prompt));
            return Json.mapper().readTree(server.sent().get(0).body());
        }
    }

    @Test
    void givesReasoningModelsTheParametersThatTheyTake() {
        for (String model :
                List.of("o3", "o4-mini", "gpt-5", "gpt-5-mini-2025-08-07", "gpt-5.1", "openai/gpt-5-nano")) {
            JsonNode body = sent(Map.of("model", model, "max_hidden_tokens", 1000), PROMPT);

            assertThat(body.path("max_completion_tokens").asInt()).as(model).isEqualTo(1040);
            assertThat(body.has("max_tokens")).as(model).isFalse();
            assertThat(body.has("temperature") || body.has("top_p")).as(model).isFalse();
        }
        for (String model : List.of("gpt-4o", "gpt-5-chat-latest", "gpt-5.1-chat-latest", "olmo-2", "Qwen/Qwen3-8B")) {
            JsonNode body = sent(Map.of("model", model), PROMPT);

            assertThat(body.path("max_tokens").asInt()).as(model).isEqualTo(40);
            assertThat(body.path("temperature").asDouble()).as(model).isEqualTo(0.5);
        }
    }

    @Test
    void leavesOutOfAReasoningModelsIdentityWhatItDoesNotSend() {
        try (StandIn server = StandIn.answering(Reply.ok(answer("stop")))) {
            TeacherConfig config = config(server).with(Map.of("model", "o4-mini", "max_hidden_tokens", 1000));

            assertThat(teacher(config).identity().settings())
                    .isEqualTo("{\"base_url\":\"" + server.address()
                            + "/v1\",\"seed\":7,\"max_tokens\":40,\"max_hidden_tokens\":1000}");
        }
    }

    @Test
    void saysInWordsWhatAnOlderModelCannotBeHeldTo() {
        for (String model : List.of("gpt-3.5-turbo-0125", "gpt-4", "gpt-4-turbo", "gpt-4-0613")) {
            JsonNode body = sent(Map.of("model", model), PROMPT);

            assertThat(body.has("response_format")).as(model).isFalse();
            assertThat(body.path("messages").path(0).path("content").asString())
                    .isEqualTo("Be brief.\n\nAnswer with one JSON object and nothing else. It must be valid under this"
                            + " JSON Schema: "
                            + PROMPT.replySchema().orElseThrow().json());
        }
    }

    @Test
    void extraParametersMakeTheSameTeacherInAnyOrder() {
        TeacherConfig one = TeacherConfig.defaults().with("extra", Map.of("b", 1, "a", Map.of("d", 2, "c", 3)));
        TeacherConfig other =
                TeacherConfig.defaults().with("extra", Json.mapper().readTree("{\"a\":{\"c\":3,\"d\":2},\"b\":1}"));

        assertThat(teacher(one.with("api_key_env", "A_KEY")).identity())
                .isEqualTo(teacher(other.with("api_key_env", "A_KEY")).identity());
        assertThat(teacher(one.with("api_key_env", "A_KEY")).identity().settings())
                .isEqualTo("{\"base_url\":\"https://api.openai.com/v1\",\"temperature\":0.2,\"seed\":123,"
                        + "\"max_tokens\":400,\"extra\":{\"a\":{\"c\":3,\"d\":2},\"b\":1}}");
    }
}
