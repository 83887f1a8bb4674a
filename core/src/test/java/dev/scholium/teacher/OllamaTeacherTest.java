package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.teacher.StandIn.Reply;
import dev.scholium.teacher.TeacherFault.Kind;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ollama's wire format, from https://docs.ollama.com/api/chat and https://docs.ollama.com/api/errors. */
class OllamaTeacherTest implements TeacherContract {

    @Override
    public Map<String, Object> settings() {
        return Map.of("provider", "ollama", "model", "llama3.2:1b");
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public String path() {
        return "/api/chat";
    }

    @Override
    public Map.Entry<String, String> keyHeader() {
        return Map.entry("Authorization", "Bearer " + KEY);
    }

    private static String body(String option, String key) {
        return """
                {"model":"llama3.2:1b","messages":[
                  {"role":"system","content":"Be brief."},
                  {"role":"user","content":"Is snow white?"},
                  {"role":"assistant","content":"Yes.","tool_calls":[]},
                  {"role":"user","content":"Is coal white?"}],
                 "options":{"temperature":0.5,"top_p":0.9,"seed":7,"num_predict":40,"stop":[]%s},
                 "stream":false,"tools":[]%s}""".formatted(option, key);
    }

    @Override
    public String body() {
        return body("", "");
    }

    @Override
    public String schemaAddition() {
        return "{\"format\":{\"type\":\"object\",\"properties\":{\"answer\":{\"type\":\"string\"}}}}";
    }

    @Override
    public Map.Entry<Map<String, Object>, String> extra() {
        return Map.entry(
                Map.of("options", Map.of("num_ctx", 8192), "keep_alive", "30m"),
                body(",\"num_ctx\":8192", ",\"keep_alive\":\"30m\""));
    }

    @Override
    public String answer(String reason) {
        return """
                {"model":"llama3.2:1b","created_at":"2026-11-25T12:00:00.123456Z",
                 "message":{"role":"assistant","content":"No.","thinking":"Coal is black."},
                 "done":true,"done_reason":"%s","total_duration":5191566416,"load_duration":2154458,
                 "prompt_eval_count":11,"prompt_eval_duration":383809000,"eval_count":5,"eval_duration":4799921000}""".formatted(reason);
    }

    /** Neither cached nor hidden tokens are told. */
    @Override
    public TokenUsage usage() {
        return new TokenUsage(11, 5);
    }

    @Override
    public List<String> reasons() {
        return List.of("stop", "length");
    }

    @Override
    public String withheld() {
        return "";
    }

    @Override
    public Map<Reply, Kind> failures() {
        return Map.of(
                Reply.of(404, "{\"error\":\"model \\\"llama9\\\" not found, try pulling it first\"}"),
                Kind.HOPELESS,
                Reply.of(400, "{\"error\":\"invalid options: temperatur\"}"),
                Kind.HOPELESS,
                Reply.of(500, "{\"error\":\"model requires more system memory (5.6 GiB) than is available\"}"),
                Kind.SERVER,
                Reply.of(503, "{\"error\":\"server busy, please try again\"}"),
                Kind.SERVER);
    }

    @Override
    public Reply wrongKey() {
        return Reply.of(401, "{\"error\":\"unauthorized\"}");
    }

    @Override
    public Reply wait7Seconds() {
        return new Reply(429, Map.of("Retry-After", "7"), "{\"error\":\"too many requests\"}");
    }

    @Test
    void saysWhichModelIsMissing() {
        try (StandIn server = StandIn.answering(
                Reply.of(404, "{\"error\":\"model \\\"llama9\\\" not found, try pulling it first\"}"))) {
            TeacherConfig config = config(server);
            try {
                teacher(config).ask(Question.of(PROMPT));
                throw new AssertionError("answered");
            } catch (TeacherFault fault) {
                assertThat(fault.reason())
                        .isEqualTo("there is no such model or address (404); check model \"llama3.2:1b\" and base_url "
                                + server.address() + ": model \"llama9\" not found, try pulling it first");
            }
        }
    }

    @Test
    void needsNoKeyNorAddress() {
        TeacherConfig config = TeacherConfig.defaults().with(settings());

        assertThat(config.baseUrl()).isEqualTo("http://localhost:11434");
        assertThat(ApiKey.of(config.with("base_url", "http://gpu.example:11434"), Map.of())
                        .isNone())
                .isTrue();
        try (StandIn server = StandIn.answering(Reply.ok(answer("stop")))) {
            ChatTeacher.of(config.with("base_url", server.address()), Map.of(), Clock.systemUTC())
                    .ask(Question.of(PROMPT));

            assertThat(server.sent().get(0).header("Authorization")).isEmpty();
        }
    }
}
