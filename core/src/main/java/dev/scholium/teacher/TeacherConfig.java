package dev.scholium.teacher;

import dev.scholium.file.Json;
import dev.scholium.teacher.privacy.RedactionRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which teacher to ask, how, and within what limits; the keys of a recipe's {@code teacher}.
 *
 * @param provider {@code openai} for every server that speaks OpenAI's chat API, {@code azure}, {@code anthropic},
 *     {@code gemini}, {@code ollama}, or {@code built-in} for a teacher in this process
 * @param baseUrl address; for {@code openai} up to and including {@code /v1}; where it is OpenAI's, another provider's
 *     own stands instead
 * @param model the model's name there
 * @param apiKeyEnv name of the environment variable that holds the key; where it is OpenAI's, another provider's own
 *     stands instead
 * @param apiKeyFile file that holds the key and nothing else, and comes before the variable; empty for none
 * @param temperature randomness of the answers, in {@code [0, 2]}, for {@code anthropic} in {@code [0, 1]}; absent to
 *     send none
 * @param seed of the provider's sampling, where it has one; absent to send none
 * @param maxTokens longest answer in tokens, at least 1
 * @param maxHiddenTokens what a reasoning model may think beyond {@code maxTokens} unseen but paid, at least 0
 * @param topP nucleus of the sampling, in {@code (0, 1]}; absent to send none
 * @param extra further parameters of the request's body, by the provider's names; laid over it, maps key by key
 * @param replySchema {@code provider} to have the provider hold answers to a prompt's schema, {@code words} for a
 *     server that cannot: then the schema is told in the system message
 * @param delivery {@code live} to ask one by one, {@code batch} for the provider's batch jobs
 * @param maxRequestsPerMinute requests sent in any minute, at least 1
 * @param maxTokensPerMinute tokens read and written in any minute, at least 1; absent for no limit
 * @param maxConcurrentRequests requests under way at once, at least 1
 * @param maxRetries further attempts after a server fault, at least 0
 * @param requestTimeout seconds until a request counts as failed, more than 0
 * @param maxWait seconds that a server may answer nothing but "too many requests" before the run stops, more than 0
 * @param pricesFile file of prices laid over the built-in table; empty for that alone
 * @param priceInput USD per million prompt tokens; absent for the table's
 * @param priceCachedInput USD per million prompt tokens from the provider's cache; absent for the table's
 * @param priceOutput USD per million completion tokens; absent for the table's
 * @param allowUnpriced whether a model without a price may be asked
 * @param budgetUsd what a run may cost at most in USD; absent for no limit
 * @param redact private texts that are taken out before anything is sent, and put back in the answers
 */
public record TeacherConfig(
        String provider,
        String baseUrl,
        String model,
        String apiKeyEnv,
        String apiKeyFile,
        @Nullable Double temperature,
        @Nullable Integer seed,
        int maxTokens,
        int maxHiddenTokens,
        @Nullable Double topP,
        Map<String, Object> extra,
        String replySchema,
        String delivery,
        int maxRequestsPerMinute,
        @Nullable Integer maxTokensPerMinute,
        int maxConcurrentRequests,
        int maxRetries,
        double requestTimeout,
        double maxWait,
        String pricesFile,
        @Nullable Double priceInput,
        @Nullable Double priceCachedInput,
        @Nullable Double priceOutput,
        boolean allowUnpriced,
        @Nullable Double budgetUsd,
        List<RedactionRule> redact) {

    /** Keys that say how it is asked, how fast and for how much: they change no answer. */
    public static final List<String> OF_THE_WAY = List.of(
            "api_key_env",
            "api_key_file",
            "max_requests_per_minute",
            "max_tokens_per_minute",
            "max_concurrent_requests",
            "max_retries",
            "request_timeout",
            "max_wait",
            "prices_file",
            "price_input",
            "price_cached_input",
            "price_output",
            "allow_unpriced",
            "budget_usd",
            "delivery");

    /** Provider name of every server that speaks OpenAI's chat API. */
    public static final String OPENAI = "openai";

    /** How a schema is told to a server that cannot hold answers to one. */
    static final String WORDS = "words";

    /** Provider name of teachers in this process. */
    public static final String BUILT_IN = "built-in";

    /**
     * Copies, and checks the ranges given above.
     *
     * @throws IllegalArgumentException if a value is out of range; the message names the key
     */
    public TeacherConfig {
        Provider who = Provider.of(provider);
        while (baseUrl.endsWith("/")) {
            baseUrl = baseUrl.substring(0, baseUrl.length() - 1);
        }
        baseUrl = who.addressInsteadOf(baseUrl);
        apiKeyEnv = who.variableInsteadOf(apiKeyEnv);
        who.checkAddress(baseUrl);
        who.checkVariable(apiKeyEnv);
        who.checkTemperature(temperature);
        check(!model.isBlank(), "model must be given", model);
        check(maxTokens >= 1, "max_tokens must be at least 1", maxTokens);
        check(maxHiddenTokens >= 0, "max_hidden_tokens must be at least 0", maxHiddenTokens);
        check(topP == null || (topP > 0 && topP <= 1), "top_p must be in (0, 1]", topP);
        check(
                replySchema.equals("provider") || replySchema.equals(WORDS),
                "reply_schema must be provider or words",
                replySchema);
        check(delivery.equals("live") || delivery.equals("batch"), "delivery must be live or batch", delivery);
        check(maxRequestsPerMinute >= 1, "max_requests_per_minute must be at least 1", maxRequestsPerMinute);
        check(
                maxTokensPerMinute == null || maxTokensPerMinute >= 1,
                "max_tokens_per_minute must be at least 1",
                maxTokensPerMinute);
        check(
                maxConcurrentRequests >= 1 && maxConcurrentRequests <= 4096,
                "max_concurrent_requests must be in [1, 4096]",
                maxConcurrentRequests);
        check(maxRetries >= 0, "max_retries must be at least 0", maxRetries);
        check(requestTimeout > 0 && requestTimeout < 1e6, "request_timeout must be seconds above 0", requestTimeout);
        check(maxWait > 0 && maxWait < 1e6, "max_wait must be seconds above 0", maxWait);
        check(priceInput == null || priceInput >= 0, "price_input must be at least 0", priceInput);
        check(
                priceCachedInput == null || priceCachedInput >= 0,
                "price_cached_input must be at least 0",
                priceCachedInput);
        check(priceOutput == null || priceOutput >= 0, "price_output must be at least 0", priceOutput);
        check(budgetUsd == null || budgetUsd >= 0, "budget_usd must be at least 0", budgetUsd);
        ExtraParameters.check(extra);
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
        redact = List.copyOf(redact);
        long names = redact.stream().map(RedactionRule::name).distinct().count();
        check(
                names == redact.size(),
                "redact must have rules of different names",
                redact.stream().map(RedactionRule::name).toList());
    }

    /** {@return the paper's teacher (arXiv 2409.12599, section 3) with moderate limits} */
    public static TeacherConfig defaults() {
        return new TeacherConfig(
                OPENAI,
                "https://api.openai.com/v1",
                "gpt-3.5-turbo-0125",
                "OPENAI_API_KEY",
                "",
                0.2,
                123,
                400,
                0,
                null,
                Map.of(),
                "provider",
                "live",
                1000,
                null,
                16,
                5,
                120,
                600,
                "",
                null,
                null,
                null,
                false,
                null,
                List.of());
    }

    /**
     * Limits for a teacher in this process: as fast as it answers.
     *
     * <p>It is asked by many threads, not because it is slow but so that the journal commits many replies at once.
     *
     * @param model its name
     * @return a configuration without address, key or cost
     */
    public static TeacherConfig builtIn(String model) {
        return defaults()
                .with(Map.of(
                        "provider", BUILT_IN,
                        "base_url", "",
                        "model", model,
                        "temperature", 0,
                        "seed", 0,
                        "max_requests_per_minute", 60_000_000,
                        "max_concurrent_requests", 32,
                        "max_retries", 0));
    }

    /**
     * Other settings.
     *
     * @param settings values by the recipe's keys, such as {@code max_retries}
     * @return a copy
     * @throws IllegalArgumentException if a key is unknown or a value is out of range
     */
    public TeacherConfig with(Map<String, ?> settings) {
        return Json.changed(this, TeacherConfig.class, settings);
    }

    /**
     * One other setting.
     *
     * @param key one of the recipe's
     * @param value its value
     * @return a copy
     * @throws IllegalArgumentException if the key is unknown or the value is out of range
     */
    public TeacherConfig with(String key, Object value) {
        return with(Map.of(key, value));
    }

    static void check(boolean holds, String wanted, @Nullable Object found) {
        if (!holds) {
            throw new IllegalArgumentException(wanted + ", but is " + found);
        }
    }
}
