package dev.scholium.teacher;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose chat API a teacher is reached by, with the address and the key's variable where a recipe names none. */
enum Provider {
    /** OpenAI, and every server that speaks its chat API: vLLM, llama.cpp, LM Studio, OpenRouter and many more. */
    OPENAI("openai", "https://api.openai.com/v1", "OPENAI_API_KEY"),
    /** A resource of Azure OpenAI, by its version 1 API; the address holds the resource's name. */
    AZURE("azure", "", "AZURE_OPENAI_API_KEY"),
    /** Anthropic's messages API. */
    ANTHROPIC("anthropic", "https://api.anthropic.com/v1", "ANTHROPIC_API_KEY"),
    /** Google's Gemini API. */
    GEMINI("gemini", "https://generativelanguage.googleapis.com/v1beta", "GEMINI_API_KEY"),
    /** Ollama's own chat API, which knows more parameters than the one it borrows from OpenAI. */
    OLLAMA("ollama", "http://localhost:11434", "OLLAMA_API_KEY"),
    /** A teacher in this process. */
    BUILT_IN("built-in", "", "OPENAI_API_KEY");

    private final String word;
    private final String address;
    private final String variable;

    Provider(String word, String address, String variable) {
        this.word = word;
        this.address = address;
        this.variable = variable;
    }

    /** {@return all providers as recipes name them} */
    static List<String> words() {
        return Arrays.stream(values()).map(Provider::word).toList();
    }

    /**
     * A provider by its name.
     *
     * @param word as recipes write it
     * @return that provider
     * @throws IllegalArgumentException if there is none of that name
     */
    static Provider of(String word) {
        return Arrays.stream(values())
                .filter(provider -> provider.word.equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("provider must be one of " + words() + ", but is " + word));
    }

    /** {@return its name in recipes} */
    String word() {
        return word;
    }

    /** {@return where its API is; empty if every customer has another address} */
    String address() {
        return address;
    }

    /** {@return the environment variable that its own tools read the key from} */
    String variable() {
        return variable;
    }

    /** The address to use where a recipe leaves the one that is OpenAI's. */
    String addressInsteadOf(String given) {
        return given.equals(OPENAI.address) ? address : given;
    }

    /** The variable to use where a recipe leaves the one that is OpenAI's. */
    String variableInsteadOf(String given) {
        return given.equals(OPENAI.variable) ? variable : given;
    }

    /** Refuses what is no address, or none of this provider's. */
    void checkAddress(String baseUrl) {
        TeacherConfig.check(
                this != AZURE || !baseUrl.isEmpty(),
                "base_url must be given for azure: https://RESOURCE.openai.azure.com/openai/v1",
                "empty");
        TeacherConfig.check(
                this == BUILT_IN || isHttp(baseUrl),
                "base_url must be an http or https address without user, password or query",
                baseUrl.replaceAll("//[^/@]*@|[?].*", "//"));
    }

    /** Refuses what is no variable's name. It is not shown: somebody may have put the key itself there. */
    void checkVariable(String apiKeyEnv) {
        if (this != BUILT_IN && !apiKeyEnv.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "api_key_env must be the name of an environment variable, not the key itself");
        }
    }

    /** Refuses a temperature that the provider has not. */
    void checkTemperature(@Nullable Double temperature) {
        TeacherConfig.check(
                temperature == null || (temperature >= 0 && temperature <= 2),
                "temperature must be in [0, 2]",
                temperature);
        TeacherConfig.check(
                this != ANTHROPIC || temperature == null || temperature <= 1,
                "temperature must be in [0, 1] for anthropic",
                temperature);
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
}
