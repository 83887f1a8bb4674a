package dev.scholium.teacher.mock;

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
    record Respond(int status, Map<String, String> headers, String body) implements MockReaction {}

    /**
     * It announces a whole body, sends the beginning and closes the connection.
     *
     * @param body the body it announces
     * @param bytes how many bytes it sends, at least 0
     */
    record Truncate(String body, int bytes) implements MockReaction {}

    /** It closes the connection without a word. */
    record Hangup() implements MockReaction {}
}
