package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.scholium.file.Json;
import dev.scholium.prompt.Prompt;
import dev.scholium.teacher.mock.MockReaction;
import dev.scholium.teacher.mock.MockTeacherServer;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChatTeacherTest {

    private static final String KEY = "sk-secret-0123456789";
    private static final Question QUESTION = Question.of(new Prompt("Help.", "Why?"));

    private static TeacherFault fault(MockReaction reaction, Clock clock) {
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ZERO, Faults.always(reaction))) {
            TeacherConfig config = TeacherConfig.defaults().with(Map.of("base_url", server.baseUrl(), "model", "m"));
            ChatTeacher teacher = ChatTeacher.of(config, Map.of("OPENAI_API_KEY", KEY), clock);
            try {
                throw new AssertionError("answered " + teacher.ask(QUESTION));
            } catch (TeacherFault fault) {
                return fault;
            }
        }
    }

    private static TeacherFault fault(int status, Map<String, String> headers, String body) {
        Clock noon = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
        return fault(new MockReaction.Respond(status, headers, body), noon);
    }

    @Test
    void sendsWhatTheConfigurationSays() {
        AtomicReference<String> sent = new AtomicReference<>();
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ZERO, (request, usual) -> {
            sent.set(request.body());
            return usual;
        })) {
            TeacherConfig config =
                    TeacherConfig.defaults().with(Map.of("base_url", server.baseUrl() + "/", "model", "m"));
            Completion completion =
                    ChatTeacher.of(config, Map.of(), Clock.systemUTC()).ask(QUESTION);

            JsonNode body = Json.mapper().readTree(sent.get());
            assertThat(body.path("model").asString()).isEqualTo("m");
            assertThat(body.path("temperature").asDouble()).isEqualTo(0.2);
            assertThat(body.path("seed").asInt()).isEqualTo(123);
            assertThat(body.path("max_tokens").asInt()).isEqualTo(400);
            assertThat(body.has("top_p")).isFalse();
            assertThat(body.path("messages").get(0).path("role").asString()).isEqualTo("system");
            assertThat(body.path("messages").get(1).path("content").asString()).isEqualTo("Why?");
            assertThat(completion.finishReason()).isEqualTo("stop");
            assertThat(completion.latency()).isPositive();
        }
    }

    @Test
    void needsAKeyForAServerElsewhereAndNoneForOneOnThisMachine() {
        assertThatExceptionOfType(TeacherException.class)
                .isThrownBy(() -> ChatTeacher.of(TeacherConfig.defaults(), Map.of(), Clock.systemUTC()))
                .withMessage("teacher gpt-3.5-turbo-0125 at https://api.openai.com/v1: needs a key in the environment"
                        + " variable OPENAI_API_KEY, but it is not set; nothing was sent");
        TeacherConfig local = TeacherConfig.defaults().with(Map.of("base_url", "http://localhost:9/v1", "model", "m"));
        assertThat(ChatTeacher.of(local, Map.of(), Clock.systemUTC()).identity().model())
                .isEqualTo("m");
    }

    @Test
    void neverShowsTheKey() {
        String quoting = Faults.error("Incorrect API key provided: " + KEY, "invalid_api_key");
        for (int status : new int[] {400, 401, 403, 404, 429, 500}) {
            TeacherFault fault = fault(status, Map.of(), quoting);
            assertThat(fault.getMessage()).doesNotContain(KEY);
        }
        TeacherConfig config = TeacherConfig.defaults();
        ChatTeacher teacher = ChatTeacher.of(config, Map.of("OPENAI_API_KEY", KEY), Clock.systemUTC());
        assertThat(ApiKey.of(config, Map.of("OPENAI_API_KEY", KEY)).toString())
                .isEqualTo("(key from the environment variable OPENAI_API_KEY)");
        assertThat(teacher + " " + teacher.identity()).doesNotContain(KEY);
    }

    @Test
    void saysWhatIsWrongWithAKeyOrAModel() {
        assertThat(fault(401, Map.of(), "").getMessage())
                .isEqualTo("the key from the environment variable OPENAI_API_KEY is not accepted (401)");
        assertThat(fault(404, Map.of(), Faults.error("The model does not exist", "model_not_found")))
                .hasMessageStartingWith("there is no such model or address (404); check model \"m\" and base_url http")
                .hasMessageEndingWith(": The model does not exist");
    }

    @Test
    void readsRetryAfterAsSecondsMillisecondsOrADate() {
        assertThat(fault(429, Map.of("retry-after", "2.5"), "").retryAfter()).contains(Duration.ofMillis(2500));
        assertThat(fault(429, Map.of("retry-after-ms", "70"), "").retryAfter()).contains(Duration.ofMillis(70));
        Clock noon = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
        TeacherConfig config = TeacherConfig.defaults();
        HttpHeaders date =
                HttpHeaders.of(Map.of("retry-after", List.of("Mon, 23 Nov 2026 12:00:30 GMT")), (name, value) -> true);
        assertThat(new HttpFaults(config, ApiKey.of(config, Map.of("OPENAI_API_KEY", KEY)), noon)
                        .of(503, date, "")
                        .retryAfter())
                .contains(Duration.ofSeconds(30));
        assertThat(fault(429, Map.of("retry-after", "soon"), "").retryAfter()).isEmpty();
    }

    @Test
    void keepsTheRefusalOfAModelAsItsAnswer() {
        String body = "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":null,\"refusal\":\"No.\"},"
                + "\"finish_reason\":\"stop\"}]}";
        try (MockTeacherServer server = MockTeacherServer.start(0, Duration.ZERO, Faults.always(Faults.ok(body)))) {
            TeacherConfig config = TeacherConfig.defaults().with(Map.of("base_url", server.baseUrl(), "model", "m"));
            Completion completion =
                    ChatTeacher.of(config, Map.of(), Clock.systemUTC()).ask(QUESTION);
            assertThat(completion.finishReason()).isEqualTo("content_filter");
            assertThat(completion.raw()).isEqualTo(body);
        }
    }

    @Test
    void identifiesATeacherByAllThatShapesItsAnswers() {
        TeacherConfig config = TeacherConfig.defaults();
        Map<String, String> environment = Map.of("OPENAI_API_KEY", KEY);
        TeacherIdentity one =
                ChatTeacher.of(config, environment, Clock.systemUTC()).identity();
        TeacherIdentity other = ChatTeacher.of(
                        config.with(Map.of(
                                "max_requests_per_minute",
                                7,
                                "max_concurrent_requests",
                                7,
                                "max_retries",
                                7,
                                "request_timeout",
                                7)),
                        environment,
                        Clock.systemUTC())
                .identity();

        assertThat(one).isEqualTo(other);
        assertThat(one.settings())
                .isEqualTo("{\"base_url\":\"https://api.openai.com/v1\",\"temperature\":0.2,\"seed\":123,"
                        + "\"max_tokens\":400}");
    }

    @Test
    void refusesImpossibleSettings() {
        TeacherConfig config = TeacherConfig.defaults();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.with(Map.of("base_url", "api.openai.com", "model", "m")))
                .withMessage(
                        "base_url must be an http or https address without user, password or query, but is api.openai.com");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.with(Map.of(
                        "max_requests_per_minute",
                        0,
                        "max_concurrent_requests",
                        1,
                        "max_retries",
                        1,
                        "request_timeout",
                        1)))
                .withMessage("max_requests_per_minute must be at least 1, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.with(Map.of("price_input", -1, "price_output", 1)));
    }
}
