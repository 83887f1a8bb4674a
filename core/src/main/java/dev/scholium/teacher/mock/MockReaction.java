package dev.scholium.teacher.mock;

import dev.scholium.file.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the mock teacher does with a request. */
public sealed interface MockReaction {

    /**
     * It answers with a status and a body.
     *
     * @param status HTTP status
     * @param headers further headers; {@code content-type} is JSON unless given here
     * @param body the body
     */
    record Respond(int status, Map<String, String> headers, String body) implements MockReaction {

        /**
         * The same with one header more.
         *
         * @param name its name
         * @param value its value
         * @return the reaction
         */
        Respond with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Respond(status, more, body);
        }
    }

    /**
     * It announces a whole body, sends the beginning and closes the connection.
     *
     * @param body the body it announces
     * @param bytes how many bytes it sends, at least 0
     */
    record Truncate(String body, int bytes) implements MockReaction {}

    /**
     * It sends a whole body bit by bit.
     *
     * @param body the body
     * @param over how long that takes
     */
    record Dribble(String body, Duration over) implements MockReaction {}

    /** It closes the connection without a word. */
    record Hangup() implements MockReaction {}

    /**
     * It waits before it does anything.
     *
     * @param pause how long
     * @param then what it does
     */
    record After(Duration pause, MockReaction then) implements MockReaction {}

    /**
     * An answer as it should be.
     *
     * @param value the body, as a record, map or list
     * @return 200 with the value as JSON
     */
    static Respond json(Object value) {
        return new Respond(200, Map.of(), Json.line(value));
    }

    /**
     * A refusal in OpenAI's form.
     *
     * @param status HTTP status
     * @param type what kind of error: {@code invalid_request_error}
     * @param message a sentence for people
     * @return the status with that as its body
     */
    static Respond error(int status, String type, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("type", type);
        error.put("code", type);
        return new Respond(status, Map.of(), Json.line(Map.of("error", error)));
    }
}
