package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.scholium.file.Json;
import dev.scholium.teacher.StandIn.Reply;
import dev.scholium.teacher.TeacherFault.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Anthropic's wire format, from https://docs.anthropic.com/en/api/messages and
 * https://docs.anthropic.com/en/api/errors.
 */
class AnthropicTeacherTest implements TeacherContract {

    @Override
    public Map<String, Object> settings() {
        return Map.of("provider", "anthropic", "model", "claude-haiku-4-5");
    }

    @Override
    public String basePath() {
        return "/v1";
    }

    @Override
    public String path() {
        return "/v1/messages";
    }

    @Override
    public Map.Entry<String, String> keyHeader() {
        return Map.entry("x-api-key", KEY);
    }

    @Override
    public String body() {
        return """
                {"model":"claude-haiku-4-5","messages":[
                  {"role":"user","content":[{"type":"text","text":"Is snow white?"}]},
                  {"role":"assistant","content":[{"type":"text","text":"Yes."}]},
                  {"role":"user","content":[{"type":"text","text":"Is coal white?"}]}],
                 "system":[{"type":"text","text":"Be brief."}],
                 "max_tokens":40,"stream":false,"temperature":0.5,"top_p":0.9}""";
    }

    @Override
    public String schemaAddition() {
        return """
                {"output_config":{"format":{"type":"json_schema",
                  "schema":{"type":"object","properties":{"answer":{"type":"string"}}}}}}""";
    }

    @Override
    public Map.Entry<Map<String, Object>, String> extra() {
        return Map.entry(
                Map.of("thinking", Map.of("type", "adaptive"), "top_k", 5),
                body().replace("\"stream\"", "\"thinking\":{\"type\":\"adaptive\"},\"top_k\":5,\"stream\""));
    }

    @Override
    public String answer(String reason) {
        return """
                {"id":"msg_1","type":"message","role":"assistant","model":"claude-haiku-4-5-20251001",
                 "content":[{"type":"thinking","thinking":"Coal is black.","signature":"EqQB"},
                   {"type":"text","text":"No."}],
                 "stop_reason":"%s","stop_sequence":null,
                 "usage":{"input_tokens":6,"cache_creation_input_tokens":1,"cache_read_input_tokens":4,
                   "cache_creation":{"ephemeral_5m_input_tokens":1,"ephemeral_1h_input_tokens":0},
                   "output_tokens":5,"service_tier":"standard"}}""".formatted(reason);
    }

    /** How much of the output was thought is not told. */
    @Override
    public TokenUsage usage() {
        return new TokenUsage(11, 5, 4, 0);
    }

    @Override
    public List<String> reasons() {
        return List.of("end_turn", "max_tokens", "refusal");
    }

    @Override
    public String withheld() {
        return answer("refusal").replaceAll("\"content\":\\[(.|\\n)*?\\],\\n", "\"content\":[],\n");
    }

    private static String error(String type, String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message
                + "\"},\"request_id\":\"req_1\"}";
    }

    @Override
    public Map<Reply, Kind> failures() {
        return Map.of(
                Reply.of(429, error("rate_limit_error", "This request would exceed your rate limit")),
                Kind.RATE_LIMITED,
                Reply.of(529, error("overloaded_error", "Overloaded")),
                Kind.SERVER,
                Reply.of(500, error("api_error", "Internal server error")),
                Kind.SERVER,
                Reply.of(400, error("invalid_request_error", "prompt is too long: 208310 tokens > 200000 maximum")),
                Kind.PROMPT_REFUSED,
                Reply.of(413, error("request_too_large", "Request exceeds the maximum size")),
                Kind.PROMPT_REFUSED,
                Reply.of(400, error("invalid_request_error", "Your credit balance is too low")),
                Kind.HOPELESS,
                Reply.of(404, error("not_found_error", "model: claude-x")),
                Kind.HOPELESS,
                Reply.of(403, error("permission_error", "Your key may not use this model")),
                Kind.HOPELESS);
    }

    @Override
    public Reply wrongKey() {
        return Reply.of(401, error("authentication_error", "invalid x-api-key"));
    }

    @Override
    public Reply wait7Seconds() {
        return new Reply(429, Map.of("retry-after", "7"), error("rate_limit_error", "slow down"));
    }

    @Test
    void namesTheApisVersion() {
        try (StandIn server = StandIn.answering(Reply.ok(answer("end_turn")))) {
            teacher(config(server)).ask(Question.of(PROMPT));

            assertThat(server.sent().get(0).header("anthropic-version")).isEqualTo("2023-06-01");
        }
    }

    @Test
    void saysInWordsWhatAnOlderModelCannotBeHeldTo() {
        try (StandIn server = StandIn.answering(Reply.ok(answer("end_turn")))) {
            for (String model : List.of("claude-3-5-haiku-latest", "claude-sonnet-4-0", "claude-opus-4-20250514")) {
                teacher(config(server).with("model", model)).ask(Question.of(PROMPT));
            }

            for (StandIn.Sent sent : server.sent()) {
                JsonNode body = Json.mapper().readTree(sent.body());
                assertThat(body.has("output_config")).isFalse();
                assertThat(body.path("system").path(0).path("text").asString()).contains("JSON Schema");
            }
        }
    }

    @Test
    void isAtItsOwnAddressWithItsOwnVariableWhereTheRecipeLeavesOpenAis() {
        TeacherConfig config = TeacherConfig.defaults().with(settings());

        assertThat(config.baseUrl()).isEqualTo("https://api.anthropic.com/v1");
        assertThat(config.apiKeyEnv()).isEqualTo("ANTHROPIC_API_KEY");
    }

    @Test
    void refusesATemperatureThatItHasNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TeacherConfig.defaults().with(settings()).with("temperature", 1.5))
                .withMessage("temperature must be in [0, 1] for anthropic, but is 1.5");
    }
}
