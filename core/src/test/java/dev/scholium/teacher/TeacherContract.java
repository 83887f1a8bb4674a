package dev.scholium.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.file.Json;
import dev.scholium.prompt.Demonstration;
import dev.scholium.prompt.Prompt;
import dev.scholium.prompt.ReplySchema;
import dev.scholium.teacher.TeacherFault.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every provider's teacher does, tried against a server that speaks the provider's documented wire format.
 *
 * <p>The bodies are written from the documentation that each implementing class names; no provider was asked.
 */
interface TeacherContract {

    String KEY = "sk-secret/0123456789-abcdef";

    Prompt PROMPT = new Prompt(
            "Be brief.",
            List.of(new Demonstration("Is snow white?", "Yes.")),
            "Is coal white?",
            new ReplySchema("answer", "{\"type\":\"object\",\"properties\":{\"answer\":{\"type\":\"string\"}}}"));

    /** The settings of a recipe: provider and model. */
    Map<String, Object> settings();

    /** What stands between host and endpoint in the base_url. */
    String basePath();

    /** The endpoint's whole path. */
    String path();

    /** The header that holds the key, and its whole value. */
    Map.Entry<String, String> keyHeader();

    /** The body that asks {@link #PROMPT} without its schema, with temperature 0.5, top-p 0.9, seed 7, 40 tokens. */
    String body();

    /** What the schema adds to the body, at its root. */
    String schemaAddition();

    /** The body for extra parameters that lie one level deep where the provider has such, and what to set for it. */
    Map.Entry<Map<String, Object>, String> extra();

    /** An answer of "No." that ended for a reason, in the provider's word; 11 tokens read, of them 4 cached. */
    String answer(String reason);

    /** Tokens of {@link #answer}, as they must be understood. */
    default TokenUsage usage() {
        return new TokenUsage(11, 5, 4, 2);
    }

    /** The provider's word for an answer that ended by itself, one that was cut off, one that was filtered. */
    List<String> reasons();

    /** An answer that was withheld, and yet billed. */
    String withheld();

    /** Replies of the provider's that each kind of fault comes of. */
    Map<StandIn.Reply, Kind> failures();

    /** What it says of a wrong key. */
    StandIn.Reply wrongKey();

    /** A reply that asks to wait for 7 seconds. */
    StandIn.Reply wait7Seconds();

    /** A configuration for a server. */
    default TeacherConfig config(StandIn server) {
        Map<String, Object> all = new LinkedHashMap<>(settings());
        all.put("base_url", server.address() + basePath());
        all.put("api_key_env", "A_KEY");
        all.put("temperature", 0.5);
        all.put("top_p", 0.9);
        all.put("seed", 7);
        all.put("max_tokens", 40);
        return TeacherConfig.defaults().with(all);
    }

    /** The teacher of a configuration. */
    default ChatTeacher teacher(TeacherConfig config) {
        return ChatTeacher.of(config, Map.of("A_KEY", KEY), Clock.systemUTC());
    }

    /** What comes of asking a server that always answers the same. */
    default Completion ask(String reply) {
        try (StandIn server = StandIn.answering(StandIn.Reply.ok(reply))) {
            return teacher(config(server)).ask(Question.of(PROMPT));
        }
    }

    /** The fault of a server that always answers the same. */
    default TeacherFault fault(StandIn.Reply reply) {
        try (StandIn server = StandIn.answering(reply)) {
            Completion completion = teacher(config(server)).ask(Question.of(PROMPT));
            throw new AssertionError("answered " + completion);
        } catch (TeacherFault fault) {
            return fault;
        }
    }

    private static Question freely(int sample) {
        return new Question(new Prompt(PROMPT.system(), PROMPT.demonstrations(), PROMPT.user(), null), sample);
    }

    private static void assertJson(String actual, String expected) {
        assertThat(Json.mapper().readTree(actual)).isEqualTo(Json.mapper().readTree(expected));
    }

    @Test
    default void sendsTheDocumentedBodyToTheDocumentedPlace() {
        try (StandIn server =
                StandIn.answering(StandIn.Reply.ok(answer(reasons().get(0))))) {
            teacher(config(server)).ask(freely(0));

            StandIn.Sent sent = server.sent().get(0);
            assertThat(sent.method() + " " + sent.path()).isEqualTo("POST " + path());
            assertThat(sent.header(keyHeader().getKey())).isEqualTo(keyHeader().getValue());
            assertThat(sent.header("Content-Type")).startsWith("application/json");
            assertJson(sent.body(), body());
        }
    }

    @Test
    default void holdsTheAnswerToASchema() {
        try (StandIn server =
                StandIn.answering(StandIn.Reply.ok(answer(reasons().get(0))))) {
            teacher(config(server)).ask(Question.of(PROMPT));

            String whole = ExtraParameters.layOver(body(), Json.read(schemaAddition(), Extra.class));
            assertJson(server.sent().get(0).body(), whole);
        }
    }

    @Test
    default void tellsTheSchemaInWordsWhereTheRecipeSaysSo() {
        try (StandIn server =
                StandIn.answering(StandIn.Reply.ok(answer(reasons().get(0))))) {
            ChatTeacher teacher = teacher(config(server).with("reply_schema", "words"));
            teacher.ask(Question.of(PROMPT));

            String rule = "Be brief.\n\nAnswer with one JSON object and nothing else. It must be valid under this JSON"
                    + " Schema: " + PROMPT.replySchema().orElseThrow().json();
            assertJson(server.sent().get(0).body(), body().replace("\"Be brief.\"", Json.line(rule)));
            assertThat(teacher.identity()).isNotEqualTo(teacher(config(server)).identity());
        }
    }

    /** Any JSON object. */
    final class Extra extends LinkedHashMap<String, Object> {
        private static final long serialVersionUID = 1L;
    }

    @Test
    default void laysExtraParametersOverTheBody() {
        try (StandIn server =
                StandIn.answering(StandIn.Reply.ok(answer(reasons().get(0))))) {
            TeacherConfig config = config(server).with("extra", extra().getKey());
            ChatTeacher teacher = teacher(config);
            teacher.ask(freely(0));

            assertJson(server.sent().get(0).body(), extra().getValue());
            assertThat(teacher.identity()).isNotEqualTo(teacher(config(server)).identity());
        }
    }

    @Test
    default void sendsOtherSeedsForOtherSamplesWhereThereAreSeeds() {
        try (StandIn server =
                StandIn.answering(StandIn.Reply.ok(answer(reasons().get(0))))) {
            ChatTeacher teacher = teacher(config(server));
            teacher.ask(freely(2));

            assertJson(server.sent().get(0).body(), body().replace("\"seed\":7", "\"seed\":9"));
        }
    }

    @Test
    default void sendsNoSettingThatIsAbsent() {
        try (StandIn server =
                StandIn.answering(StandIn.Reply.ok(answer(reasons().get(0))))) {
            Map<String, Object> none = new LinkedHashMap<>();
            none.put("temperature", null);
            none.put("top_p", null);
            none.put("seed", null);
            teacher(config(server).with(none)).ask(freely(0));

            assertThat(server.sent().get(0).body())
                    .doesNotContain("temperature")
                    .doesNotContain("top_p")
                    .doesNotContain("topP")
                    .doesNotContain("seed");
        }
    }

    @Test
    default void readsTextTokensReasonAndTheRawBody() {
        Completion completion = ask(answer(reasons().get(0)));

        assertThat(completion.text()).isEqualTo("No.");
        assertThat(completion.finishReason()).isEqualTo("stop");
        assertThat(completion.usage()).isEqualTo(usage());
        assertThat(completion.raw()).isEqualTo(answer(reasons().get(0)));
        assertThat(completion.latency()).isPositive();
    }

    @Test
    default void tellsWhyAnAnswerEnded() {
        assertThat(reasons().stream()
                        .map(reason -> ask(answer(reason)).finishReason())
                        .toList())
                .isEqualTo(List.of("stop", "length", "content_filter")
                        .subList(0, reasons().size()));
        assertThat(ask(answer("a_new_word")).finishReason()).isEqualTo("other");
    }

    @Test
    default void keepsWhatWasWithheldAsAnAnswerThatWasBilled() {
        if (withheld().isEmpty()) {
            return; // Ollama filters nothing
        }
        Completion completion = ask(withheld());

        assertThat(completion.text()).isEmpty();
        assertThat(completion.finishReason()).isEqualTo("content_filter");
        assertThat(completion.usage().promptTokens()).isEqualTo(11);
        assertThat(completion.raw()).isEqualTo(withheld());
    }

    @Test
    default void knowsWhetherAskingAgainMayHelp() {
        failures()
                .forEach((reply, kind) -> assertThat(fault(reply).kind())
                        .as(reply.status() + " " + reply.body())
                        .isEqualTo(kind));
    }

    @Test
    default void saysWhereAWrongKeyCameFrom() {
        TeacherFault fault = fault(wrongKey());

        assertThat(fault.kind()).isEqualTo(Kind.HOPELESS);
        assertThat(fault.reason())
                .isEqualTo("the key from the environment variable A_KEY is not accepted ("
                        + wrongKey().status() + ")");
    }

    @Test
    default void waitsAsLongAsItIsAsked() {
        assertThat(fault(wait7Seconds()).retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(fault(wait7Seconds()).kind()).isEqualTo(Kind.RATE_LIMITED);
    }

    @Test
    default void asksAgainWhenABodyIsNoAnswer() {
        String whole = answer(reasons().get(0));
        for (String body : List.of("", "{}", "[]", "null", "{\"answer\":", whole.substring(0, whole.length() / 2))) {
            assertThat(fault(StandIn.Reply.ok(body)).kind()).as(body).isEqualTo(Kind.SERVER);
        }
        StandIn.Reply page = new StandIn.Reply(200, Map.of("Content-Type", "text/html"), "<html>Login</html>");
        assertThat(fault(page).kind()).isEqualTo(Kind.SERVER);
    }

    @Test
    default void writesTheSameBodyForABatchAndReadsTheSameReply() {
        String reply = answer(reasons().get(1));
        try (StandIn server = StandIn.answering(StandIn.Reply.ok(reply))) {
            ChatTeacher teacher = teacher(config(server));
            Question question = new Question(PROMPT, 1);
            Completion live = teacher.ask(question);

            assertJson(teacher.body(question), server.sent().get(0).body());
            assertThat(teacher.read(reply, live.latency())).isEqualTo(live);
            assertThat(server.sent()).hasSize(1);
        }
    }

    @Test
    default void showsTheKeyNowhereThoughAServerEchoesIt() {
        String escaped = KEY.replace("/", "\\/");
        for (int status : new int[] {200, 400, 401, 403, 404, 413, 429, 500, 503}) {
            for (String quoted : List.of(KEY, escaped)) {
                String body = "{\"error\":{\"message\":\"Your key is " + quoted + "\",\"code\":\"" + quoted + "\"}}";
                TeacherFault fault = fault(new StandIn.Reply(status, Map.of("x-echo", KEY), body));
                assertThat(fault + fault.reason() + fault.raw() + fault.getCause())
                        .doesNotContain(KEY)
                        .doesNotContain(escaped);
            }
        }
        Completion answered = ask(answer(reasons().get(0)).replace("No.", "Your key is " + KEY));
        assertThat(answered.toString()).doesNotContain(KEY).contains("Your key is (key)");
    }
}
