package dev.scholium.teacher;

import java.util.Arrays;
import java.util.List;

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
}
