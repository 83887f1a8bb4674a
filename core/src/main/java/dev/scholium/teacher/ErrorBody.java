package dev.scholium.teacher;

import dev.scholium.file.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a provider says of a failure, in one form for all of them.
 *
 * <p>OpenAI and Azure: {@code {"error": {"message", "type", "code"}}}. Anthropic: {@code {"type": "error", "error":
 * {"type", "message"}}}. Google: {@code {"error": {"code": 429, "message", "status", "details": [...]}}} with
 * {@code ErrorInfo}, {@code QuotaFailure} and {@code RetryInfo} of google.rpc. Ollama: {@code {"error": "..."}}.
 *
 * @param words the codes, types, states and reasons that it names
 * @param message its sentence; empty if there is none
 * @param retryDelay how long it asks to wait in the body; absent if it does not
 */
record ErrorBody(
        List<String> words, String message, @Nullable Duration retryDelay) {

    // google.protobuf.Duration in JSON: seconds with up to nine decimals
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)s");

    /** Reads a body; one that is no such JSON says nothing. */
    static ErrorBody of(String body) {
        JsonNode root;
        try {
            root = Json.mapper().readTree(body);
        } catch (JacksonException notJson) {
            return new ErrorBody(List.of(), "", null);
        }
        JsonNode first = root.isArray() ? root.path(0) : root; // Google wraps some in a list
        JsonNode error = first.path("error").isMissingNode() ? first : first.path("error");
        List<String> words = new ArrayList<>();
        for (String key : List.of("code", "type", "status")) {
            add(words, error.path(key));
        }
        Duration delay = null;
        for (JsonNode detail : error.path("details")) {
            add(words, detail.path("reason"));
            detail.path("violations").forEach(violation -> add(words, violation.path("quotaId")));
            Matcher seconds = SECONDS.matcher(detail.path("retryDelay").asString(""));
            if (seconds.matches()) {
                delay = Duration.ofNanos((long) (Double.parseDouble(seconds.group(1)) * 1e9));
            }
        }
        String message = error.isString()
                ? error.stringValue()
                : error.path("message").isString() ? error.path("message").stringValue() : "";
        return new ErrorBody(List.copyOf(words), message, delay);
    }

    private static void add(List<String> words, JsonNode word) {
        if (word.isString()) {
            words.add(word.stringValue());
        }
    }

    /** {@return whether it names one of these words} */
    boolean names(Set<String> some) {
        return words.stream().anyMatch(some::contains);
    }
}
