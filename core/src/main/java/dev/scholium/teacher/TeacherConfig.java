package dev.scholium.teacher;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Which teacher to ask, how, and within what limits; the keys of a recipe's {@code teacher}.
 *
 * @param provider {@code openai} for every server that speaks OpenAI's chat API, {@code built-in} for a teacher in this
 *     process
 * @param baseUrl address up to and including {@code /v1}
 * @param model the model's name there
 * @param apiKeyEnv name of the environment variable that holds the key
 * @param temperature randomness of the answers, in {@code [0, 2]}
 * @param seed of the provider's sampling, where it has one
 * @param maxTokens longest answer in tokens, at least 1
 * @param topP nucleus of the sampling, in {@code (0, 1]}; absent to send none
 * @param maxRequestsPerMinute requests sent in any minute, at least 1
 * @param maxConcurrentRequests requests under way at once, at least 1
 * @param maxRetries further attempts after a server fault, at least 0
 * @param requestTimeout seconds until a request counts as failed, more than 0
 * @param priceInput USD per million prompt tokens; absent if unknown
 * @param priceOutput USD per million completion tokens; absent if unknown
 */
public record TeacherConfig(
        String provider,
        String baseUrl,
        String model,
        String apiKeyEnv,
        double temperature,
        int seed,
        int maxTokens,
        @Nullable Double topP,
        int maxRequestsPerMinute,
        int maxConcurrentRequests,
        int maxRetries,
        double requestTimeout,
        @Nullable Double priceInput,
        @Nullable Double priceOutput) {

    /** Provider name of every server that speaks OpenAI's chat API. */
    public static final String OPENAI = "openai";

    /** Provider name of teachers in this process. */
    public static final String BUILT_IN = "built-in";

    /**
     * Checks the ranges given above.
     *
     * @throws IllegalArgumentException if a value is out of range; the message names the key
     */
    public TeacherConfig {
        check(provider.equals(OPENAI) || provider.equals(BUILT_IN), "provider must be openai or built-in", provider);
        check(!model.isBlank(), "model must be given", model);
        check(
                provider.equals(BUILT_IN) || isHttp(baseUrl),
                "base_url must be an http or https address without user, password or query",
                baseUrl.replaceAll("//[^/@]*@|[?].*", "//"));
        if (provider.equals(OPENAI)
                && !apiKeyEnv.matches(
                        "[A-Za-z_][A-Za-z0-9_]*")) { // not shown: somebody may have put the key itself there
            throw new IllegalArgumentException(
                    "api_key_env must be the name of an environment variable, not the key itself");
        }
        check(temperature >= 0 && temperature <= 2, "temperature must be in [0, 2]", temperature);
        check(maxTokens >= 1, "max_tokens must be at least 1", maxTokens);
        check(topP == null || (topP > 0 && topP <= 1), "top_p must be in (0, 1]", topP);
        check(maxRequestsPerMinute >= 1, "max_requests_per_minute must be at least 1", maxRequestsPerMinute);
        check(
                maxConcurrentRequests >= 1 && maxConcurrentRequests <= 4096,
                "max_concurrent_requests must be in [1, 4096]",
                maxConcurrentRequests);
        check(maxRetries >= 0, "max_retries must be at least 0", maxRetries);
        check(requestTimeout > 0 && requestTimeout < 1e6, "request_timeout must be seconds above 0", requestTimeout);
        check(priceInput == null || priceInput >= 0, "price_input must be at least 0", priceInput);
        check(priceOutput == null || priceOutput >= 0, "price_output must be at least 0", priceOutput);
        while (baseUrl.endsWith("/")) {
            baseUrl = baseUrl.substring(0, baseUrl.length() - 1);
        }
    }

    /** {@return the paper's teacher (arXiv 2409.12599, section 3) with moderate limits} */
    public static TeacherConfig defaults() {
        return new TeacherConfig(
                OPENAI,
                "https://api.openai.com/v1",
                "gpt-3.5-turbo-0125",
                "OPENAI_API_KEY",
                0.2,
                123,
                400,
                null,
                1000,
                16,
                5,
                120,
                null,
                null);
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
        return new TeacherConfig(BUILT_IN, "", model, "", 0, 0, 400, null, 60_000_000, 32, 0, 120, null, null);
    }

    /**
     * Another server and model.
     *
     * @param newBaseUrl address up to and including {@code /v1}
     * @param newModel the model's name there
     * @return a copy
     */
    public TeacherConfig withServer(String newBaseUrl, String newModel) {
        return new TeacherConfig(
                provider,
                newBaseUrl,
                newModel,
                apiKeyEnv,
                temperature,
                seed,
                maxTokens,
                topP,
                maxRequestsPerMinute,
                maxConcurrentRequests,
                maxRetries,
                requestTimeout,
                priceInput,
                priceOutput);
    }

    /**
     * Other limits.
     *
     * @param perMinute requests in any minute
     * @param concurrent requests at once
     * @param retries further attempts after a server fault
     * @param timeoutSeconds seconds until a request counts as failed
     * @return a copy
     */
    public TeacherConfig withLimits(int perMinute, int concurrent, int retries, double timeoutSeconds) {
        return new TeacherConfig(
                provider,
                baseUrl,
                model,
                apiKeyEnv,
                temperature,
                seed,
                maxTokens,
                topP,
                perMinute,
                concurrent,
                retries,
                timeoutSeconds,
                priceInput,
                priceOutput);
    }

    /**
     * Other prices.
     *
     * @param input USD per million prompt tokens
     * @param output USD per million completion tokens
     * @return a copy
     */
    public TeacherConfig withPrices(double input, double output) {
        return new TeacherConfig(
                provider,
                baseUrl,
                model,
                apiKeyEnv,
                temperature,
                seed,
                maxTokens,
                topP,
                maxRequestsPerMinute,
                maxConcurrentRequests,
                maxRetries,
                requestTimeout,
                input,
                output);
    }

    /**
     * What tokens cost.
     *
     * @param usage tokens
     * @return USD, absent if a price is not known
     */
    public @Nullable Double costUsd(TokenUsage usage) {
        if (provider.equals(BUILT_IN)) {
            return 0.0;
        }
        if (priceInput == null || priceOutput == null) {
            return null;
        }
        return (usage.promptTokens() * priceInput + usage.completionTokens() * priceOutput) / 1e6;
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            boolean bare = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
            return bare && uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void check(boolean holds, String wanted, @Nullable Object found) {
        if (!holds) {
            throw new IllegalArgumentException(wanted + ", but is " + found);
        }
    }
}
