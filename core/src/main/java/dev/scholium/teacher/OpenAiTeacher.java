package dev.scholium.teacher;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.scholium.file.Json;
import dev.scholium.prompt.Prompt;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A teacher behind OpenAI's chat API: OpenAI itself, vLLM, llama.cpp, Ollama, LM Studio.
 *
 * <p>LangChain4j writes the request and reads the answer; the HTTP client underneath is ours, so that status, headers
 * and the raw body are seen. LangChain4j's own retries are off.
 */
public final class OpenAiTeacher implements Teacher {

    private final TeacherConfig config;
    private final TeacherHttp http;
    private final OpenAiChatModel model;
    private final TeacherIdentity identity;

    private OpenAiTeacher(TeacherConfig config, ApiKey key, Clock clock) {
        this.config = config;
        this.http = new TeacherHttp(config, key, clock);
        OpenAiChatModel.OpenAiChatModelBuilder builder = OpenAiChatModel.builder()
                .httpClientBuilder(http.builder())
                .baseUrl(config.baseUrl())
                .apiKey(key.secret())
                .modelName(config.model())
                .temperature(config.temperature())
                .seed(config.seed())
                .maxTokens(config.maxTokens())
                .timeout(seconds(config.requestTimeout()))
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false);
        if (config.topP() != null) {
            builder.topP(config.topP());
        }
        this.model = builder.build();
        this.identity = identityOf(config);
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
    public static OpenAiTeacher of(TeacherConfig config, Map<String, String> environment, Clock clock) {
        return new OpenAiTeacher(config, ApiKey.of(config, environment), clock);
    }

    @Override
    public TeacherIdentity identity() {
        return identity;
    }

    private static TeacherIdentity identityOf(TeacherConfig config) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("base_url", address(config));
        settings.put("temperature", config.temperature());
        settings.put("seed", config.seed());
        settings.put("max_tokens", config.maxTokens());
        if (config.topP() != null) {
            settings.put("top_p", config.topP());
        }
        return new TeacherIdentity(config.provider(), config.model(), Json.line(settings));
    }

    @Override
    public Completion ask(Question question) {
        Prompt prompt = question.prompt();
        List<ChatMessage> messages = new ArrayList<>(2);
        if (!prompt.system().isBlank()) {
            messages.add(SystemMessage.from(prompt.system()));
        }
        messages.add(UserMessage.from(prompt.user()));
        ChatRequest request = ChatRequest.builder().messages(messages).build();
        TeacherHttp.Exchange exchange = http.begin();
        try {
            return completion(model.chat(request), exchange);
        } catch (TeacherFault fault) {
            throw fault;
        } catch (ContentFilteredException refused) {
            return new Completion(
                    "", "content_filter", TokenUsage.NONE, config.model(), exchange.latency(), exchange.body());
        } catch (RuntimeException e) {
            throw faultOf(e, exchange);
        } finally {
            http.end();
        }
    }

    @Override
    public String toString() {
        return "teacher " + config.model() + " at " + config.baseUrl();
    }

    private Completion completion(ChatResponse response, TeacherHttp.Exchange exchange) {
        String text = response.aiMessage().text();
        dev.langchain4j.model.output.TokenUsage usage = response.tokenUsage();
        return new Completion(
                text == null ? "" : text,
                response.finishReason() == null
                        ? "unknown"
                        : response.finishReason().name().toLowerCase(Locale.ROOT),
                usage == null
                        ? TokenUsage.NONE
                        : new TokenUsage(count(usage.inputTokenCount()), count(usage.outputTokenCount())),
                response.modelName() == null ? config.model() : response.modelName(),
                exchange.latency(),
                exchange.body());
    }

    /** What LangChain4j threw: a fault of ours that it wrapped, or its complaint about a body that is no answer. */
    private TeacherFault faultOf(RuntimeException thrown, TeacherHttp.Exchange exchange) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof TeacherFault fault) {
                return fault;
            }
        }
        if (exchange.body().isEmpty() && exchange.status() == 0) {
            throw thrown; // nothing was received: a defect, no fault of the server's
        }
        return new TeacherFault(
                TeacherFault.Kind.SERVER,
                "the reply is no chat completion (" + exchange.body().length() + " characters)",
                exchange.status(),
                exchange.body(),
                null);
    }

    private static String address(TeacherConfig config) {
        URI uri = URI.create(config.baseUrl());
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + uri.getPath();
    }

    private static long count(Integer tokens) {
        return tokens == null ? 0 : Math.max(0, tokens);
    }

    static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
