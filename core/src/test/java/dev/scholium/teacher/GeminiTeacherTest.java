package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.teacher.StandIn.Reply;
import dev.scholium.teacher.TeacherFault.Kind;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Gemini's wire format, from https://ai.google.dev/api/generate-content,
 * https://ai.google.dev/gemini-api/docs/troubleshooting and
 * https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto.
 */
class GeminiTeacherTest implements TeacherContract {

    @Override
    public Map<String, Object> settings() {
        return Map.of("provider", "gemini", "model", "gemini-2.5-flash");
    }

    @Override
    public String basePath() {
        return "/v1beta";
    }

    @Override
    public String path() {
        return "/v1beta/models/gemini-2.5-flash:generateContent";
    }

    @Override
    public Map.Entry<String, String> keyHeader() {
        return Map.entry("x-goog-api-key", KEY);
    }

    private static String body(String configuration) {
        return """
                {"contents":[
                  {"parts":[{"text":"Is snow white?"}],"role":"user"},
                  {"parts":[{"text":"Yes."}],"role":"model"},
                  {"parts":[{"text":"Is coal white?"}],"role":"user"}],
                 "systemInstruction":{"parts":[{"text":"Be brief."}],"role":"model"},
                 "generationConfig":{"responseMimeType":"text/plain","candidateCount":1,"maxOutputTokens":40,
                   "temperature":0.5,"seed":7,"topP":0.9%s}}""".formatted(configuration);
    }

    @Override
    public String body() {
        return body("");
    }

    @Override
    public String schemaAddition() {
        return """
                {"generationConfig":{"responseMimeType":"application/json",
                  "responseJsonSchema":{"type":"object","properties":{"answer":{"type":"string"}}}}}""";
    }

    @Override
    public Map.Entry<Map<String, Object>, String> extra() {
        return Map.entry(
                Map.of("generationConfig", Map.of("thinkingConfig", Map.of("thinkingBudget", 0))),
                body(",\"thinkingConfig\":{\"thinkingBudget\":0}"));
    }

    @Override
    public String answer(String reason) {
        return """
                {"candidates":[{"content":{"parts":[{"text":"No."}],"role":"model"},"finishReason":"%s","index":0}],
                 "usageMetadata":{"promptTokenCount":11,"candidatesTokenCount":3,"totalTokenCount":16,
                   "cachedContentTokenCount":4,"thoughtsTokenCount":2,
                   "promptTokensDetails":[{"modality":"TEXT","tokenCount":11}]},
                 "modelVersion":"gemini-2.5-flash","responseId":"r1"}""".formatted(reason);
    }

    @Override
    public List<String> reasons() {
        return List.of("STOP", "MAX_TOKENS", "SAFETY");
    }

    @Override
    public String withheld() {
        return """
                {"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},
                 "usageMetadata":{"promptTokenCount":11,"totalTokenCount":11},"modelVersion":"gemini-2.5-flash"}""";
    }

    private static String error(int code, String status, String message, String details) {
        return "{\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\",\"status\":\"" + status
                + "\",\"details\":[" + details + "]}}";
    }

    private static String quota(String id) {
        return "{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":[{\"quotaMetric\":"
                + "\"generativelanguage.googleapis.com/generate_content_requests\",\"quotaId\":\"" + id + "\"}]}";
    }

    @Override
    public Map<Reply, Kind> failures() {
        return Map.of(
                Reply.of(
                        429,
                        error(
                                429,
                                "RESOURCE_EXHAUSTED",
                                "You exceeded your current quota",
                                quota("GenerateRequestsPerMinutePerProjectPerModel"))),
                Kind.RATE_LIMITED,
                Reply.of(
                        429,
                        error(
                                429,
                                "RESOURCE_EXHAUSTED",
                                "You exceeded your current quota",
                                quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier"))),
                Kind.HOPELESS,
                Reply.of(
                        400,
                        error(
                                400,
                                "INVALID_ARGUMENT",
                                "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
                                "")),
                Kind.PROMPT_REFUSED,
                Reply.of(400, error(400, "FAILED_PRECONDITION", "User location is not supported", "")),
                Kind.HOPELESS,
                Reply.of(404, error(404, "NOT_FOUND", "models/gemini-x is not found", "")),
                Kind.HOPELESS,
                Reply.of(503, error(503, "UNAVAILABLE", "The model is overloaded.", "")),
                Kind.SERVER,
                Reply.of(504, error(504, "DEADLINE_EXCEEDED", "The request timed out.", "")),
                Kind.SERVER);
    }

    @Override
    public Reply wrongKey() {
        return Reply.of(
                400,
                error(
                        400,
                        "INVALID_ARGUMENT",
                        "API key not valid. Please pass a valid API key.",
                        "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"API_KEY_INVALID\","
                                + "\"domain\":\"googleapis.com\"}"));
    }

    @Override
    public Reply wait7Seconds() {
        return Reply.of(
                429,
                error(
                        429,
                        "RESOURCE_EXHAUSTED",
                        "slow down",
                        "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"7s\"}"));
    }

    @Test
    void takesTheKeyFromTheVariableOfGooglesOtherLibrariesToo() {
        TeacherConfig config = TeacherConfig.defaults().with(settings());

        assertThat(ApiKey.of(config, Map.of("GOOGLE_API_KEY", KEY)).origin())
                .isEqualTo("the environment variable GOOGLE_API_KEY");
        assertThat(ApiKey.of(config, Map.of("GOOGLE_API_KEY", "other", "GEMINI_API_KEY", KEY))
                        .secret())
                .isEqualTo(KEY);
        assertThat(ChatTeacher.of(config, Map.of("GEMINI_API_KEY", KEY), Clock.systemUTC())
                        .toString())
                .isEqualTo("teacher gemini-2.5-flash at https://generativelanguage.googleapis.com/v1beta");
    }

    @Test
    void leavesRoomForThoughts() {
        try (StandIn server = StandIn.answering(Reply.ok(answer("STOP")))) {
            teacher(config(server).with("max_hidden_tokens", 1000)).ask(Question.of(PROMPT));

            assertThat(server.sent().get(0).body()).contains("\"maxOutputTokens\" : 1040");
        }
    }
}
