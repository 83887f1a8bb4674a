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
 * Azure OpenAI's wire format, from https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle (version
 * 1: OpenAI's bodies, the key in {@code api-key}) and
 * https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter.
 */
class AzureTeacherTest implements TeacherContract {

    private final OpenAiTeacherTest openAi = new OpenAiTeacherTest();

    @Override
    public Map<String, Object> settings() {
        return Map.of("provider", "azure", "model", "gpt-4.1-mini");
    }

    @Override
    public String basePath() {
        return "/openai/v1";
    }

    @Override
    public String path() {
        return "/openai/v1/chat/completions";
    }

    @Override
    public Map.Entry<String, String> keyHeader() {
        return Map.entry("api-key", KEY);
    }

    @Override
    public String body() {
        return openAi.body();
    }

    @Override
    public String schemaAddition() {
        return openAi.schemaAddition();
    }

    @Override
    public Map.Entry<Map<String, Object>, String> extra() {
        return openAi.extra();
    }

    @Override
    public String answer(String reason) {
        return openAi.answer(reason).replace("\"logprobs\":null", """
                        "logprobs":null,"content_filter_results":{"hate":{"filtered":false,"severity":"safe"}}""").replace("\"service_tier\":\"default\"", """
                        "prompt_filter_results":[{"prompt_index":0,"content_filter_results":{}}]""");
    }

    @Override
    public List<String> reasons() {
        return openAi.reasons();
    }

    @Override
    public String withheld() {
        return openAi.withheld();
    }

    @Override
    public Map<Reply, Kind> failures() {
        return Map.of(
                Reply.of(400, """
                        {"error":{"message":"The response was filtered due to the prompt triggering Azure OpenAI's content\
                         management policy.","type":null,"param":"prompt","code":"content_filter","status":400,
                         "innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{}}}}"""),
                Kind.PROMPT_REFUSED,
                Reply.of(404, """
                        {"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not\
                         exist."}}"""),
                Kind.HOPELESS,
                Reply.of(429, """
                        {"error":{"code":"429","message":"Requests have exceeded the token rate limit of your pricing\
                         tier."}}"""),
                Kind.RATE_LIMITED,
                Reply.of(503, ""),
                Kind.SERVER);
    }

    @Override
    public Reply wrongKey() {
        return Reply.of(401, """
                {"error":{"code":"401","message":"Access denied due to invalid subscription key or wrong API endpoint."}}""");
    }

    @Override
    public Reply wait7Seconds() {
        return new Reply(429, Map.of("Retry-After", "7"), Faults.error("Please retry after 7 seconds.", "429"));
    }

    @Test
    void sendsNoBearerTokenBesideTheKey() {
        try (StandIn server = StandIn.answering(Reply.ok(answer("stop")))) {
            teacher(config(server)).ask(Question.of(PROMPT));

            assertThat(server.sent().get(0).header("Authorization")).isEmpty();
        }
    }

    /** A deployment's name says nothing of its model. */
    @Test
    void takesADeploymentForAReasoningModelWhenItMayThink() {
        try (StandIn server = StandIn.answering(Reply.ok(answer("stop")))) {
            teacher(config(server).with(Map.of("model", "our-teacher", "max_hidden_tokens", 500)))
                    .ask(Question.of(PROMPT));

            JsonNode body = Json.mapper().readTree(server.sent().get(0).body());
            assertThat(body.path("max_completion_tokens").asInt()).isEqualTo(540);
            assertThat(body.has("temperature")).isFalse();
        }
    }

    @Test
    void needsTheResourcesAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TeacherConfig.defaults().with(settings()))
                .withMessage("base_url must be given for azure: https://RESOURCE.openai.azure.com/openai/v1, but is"
                        + " empty");
    }
}
