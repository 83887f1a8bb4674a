package dev.scholium.teacher;

import dev.scholium.file.Json;
import dev.scholium.prompt.Prompt;
import dev.scholium.teacher.TeacherFault.Kind;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A teacher behind a provider's chat API: OpenAI and every server that speaks it, Azure OpenAI, Anthropic, Gemini,
 * Ollama.
 *
 * <p>LangChain4j writes the request and reads the answer; the HTTP client underneath is ours, so that status, headers
 * and the raw body are seen. LangChain4j's own retries are off.
 */
public final class ChatTeacher implements Teacher {

    private static final Question ANY = Question.of(new Prompt("", "?"));

    private final TeacherConfig config;
    private final TeacherHttp http;
    private final ChatWire wire;
    private final ChatApi api;
    private final TeacherIdentity identity;
    private final Clock clock;
    private volatile ServerLimits serverLimits = ServerLimits.UNKNOWN;

    ChatTeacher(TeacherConfig config, ApiKey key, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.http = new TeacherHttp(config, key, clock);
        this.wire = new ChatWire(http, config.extra());
        this.api = ChatApi.of(config, key, wire.builder());
        this.identity = identityOf(config, api);
    }

    /**
     * A teacher by its configuration; nothing is sent yet.
     *
     * @param config who and how
     * @param environment where the key is looked up, such as {@code System.getenv()}
     * @param clock for a {@code Retry-After} that is a date
     * @return the teacher
     * @throws TeacherException if the key is missing and the server is not on this machine
     */
    public static ChatTeacher of(TeacherConfig config, Map<String, String> environment, Clock clock) {
        return new ChatTeacher(config, ApiKey.of(config, environment), clock);
    }

    /** Who a configuration describes; needs no key, and nothing is sent. */
    static TeacherIdentity identityOf(TeacherConfig config) {
        TeacherConfig keyless = config.with("api_key_file", "");
        return of(keyless, Map.of(keyless.apiKeyEnv(), "none"), Clock.systemUTC())
                .identity();
    }

    @Override
    public ServerLimits serverLimits() {
        return serverLimits;
    }

    @Override
    public TeacherIdentity identity() {
        return identity;
    }

    /** All that can change an answer, and is sent. Keys that were there from the first journal on keep their order. */
    private static TeacherIdentity identityOf(TeacherConfig config, ChatApi api) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("base_url", address(config));
        if (config.temperature() != null && api.takesTemperature()) {
            settings.put("temperature", config.temperature());
        }
        if (config.seed() != null && api.takesSeed()) {
            settings.put("seed", config.seed());
        }
        settings.put("max_tokens", config.maxTokens());
        if (config.topP() != null && api.takesTemperature()) {
            settings.put("top_p", config.topP());
        }
        if (config.maxHiddenTokens() > 0) {
            settings.put("max_hidden_tokens", config.maxHiddenTokens());
        }
        if (!config.extra().isEmpty()) {
            settings.put("extra", Objects.requireNonNull(ExtraParameters.canonical(config.extra())));
        }
        if (config.replySchema().equals(TeacherConfig.WORDS)) {
            settings.put("reply_schema", TeacherConfig.WORDS);
        }
        return new TeacherIdentity(config.provider(), config.model(), Json.line(settings));
    }

    /** {@return what the provider's API takes} */
    ChatApi api() {
        return api;
    }

    @Override
    public Completion ask(Question question) {
        return ask(question, headers -> {});
    }

    /** Asks once, and shows the headers of whatever came. */
    Completion ask(Question question, Consumer<Map<String, List<String>>> seen) {
        TeacherHttp.Exchange exchange = http.begin();
        try {
            String text = api.ask(question);
            return completion(text, exchange.body(), exchange.latency());
        } catch (TeacherFault fault) {
            throw fault;
        } catch (RuntimeException thrown) {
            return unread(thrown, exchange);
        } finally {
            http.end();
            seen.accept(exchange.headers());
            serverLimits = ServerLimits.of(exchange.headers(), clock);
        }
    }

    /**
     * The body of the request that asks a question; nothing is sent.
     *
     * @param question what to ask
     * @return JSON, as {@link #ask} sends it
     */
    public String body(Question question) {
        String[] written = new String[1];
        try {
            wire.answering(
                    body -> {
                        written[0] = body;
                        throw new BodyTaken();
                    },
                    () -> api.ask(question));
        } catch (RuntimeException taken) {
            if (written[0] == null) {
                throw taken;
            }
        }
        return written[0];
    }

    /** Ends LangChain4j's work when a body is all that is wanted. */
    private static final class BodyTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BodyTaken() {
            super("no reply is wanted", null, false, false);
        }
    }

    /**
     * Reads a reply that came another way than by {@link #ask}, such as in a batch job's file.
     *
     * @param raw a whole reply to one question, in the form of the provider's chat API
     * @param latency how long it took
     * @return the completion that it holds
     * @throws TeacherFault if it is no chat completion
     */
    public Completion read(String raw, Duration latency) {
        TeacherHttp.Exchange exchange = TeacherHttp.Exchange.of(200, raw, latency);
        try {
            String text = wire.answering(body -> raw, () -> api.ask(ANY));
            return completion(text, raw, latency);
        } catch (RuntimeException thrown) {
            return unread(thrown, exchange);
        }
    }

    @Override
    public String toString() {
        return "teacher " + config.model() + " at " + config.baseUrl();
    }

    private Completion completion(String text, String raw, Duration latency) {
        ReplyFacts facts = api.facts(Json.mapper().readTree(raw));
        String model = facts.model().isEmpty() ? config.model() : facts.model();
        return new Completion(text, facts.finishReason(), facts.usage(), model, latency, raw);
    }

    /**
     * What it means that LangChain4j threw: a fault of ours that it wrapped, an answer that was withheld, which it has
     * no form for but which was billed, or a body that is no answer.
     */
    private Completion unread(RuntimeException thrown, TeacherHttp.Exchange exchange) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof TeacherFault fault) {
                throw fault;
            }
        }
        if (exchange.body().isEmpty() && exchange.status() == 0) {
            throw thrown; // nothing was received: a defect, no fault of the server's
        }
        Optional<Completion> unread = exchange.status() == 200 ? unread(exchange) : Optional.empty();
        if (unread.isPresent()) {
            return unread.get();
        }
        throw new TeacherFault(
                Kind.SERVER,
                "the reply is no chat completion (" + exchange.body().length() + " characters)",
                exchange.status(),
                exchange.body(),
                null);
    }

    private Optional<Completion> unread(TeacherHttp.Exchange exchange) {
        try {
            JsonNode body = Json.mapper().readTree(exchange.body());
            String text = api.unreadText(body);
            boolean withheld = api.facts(body).finishReason().equals(ReplyFacts.CONTENT_FILTER);
            return text.isEmpty() && !withheld
                    ? Optional.empty()
                    : Optional.of(completion(text, exchange.body(), exchange.latency()));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static String address(TeacherConfig config) {
        URI uri = URI.create(config.baseUrl());
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + uri.getPath();
    }
}
