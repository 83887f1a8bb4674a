package dev.scholium.teacher.mock;

import java.util.Optional;

/** How a provider writes a chat request and its answer. */
interface ChatForm {

    /** {@return where its requests go: {@code /v1/chat/completions}} */
    String path();

    /**
     * Reads a request.
     *
     * @param body as it came
     * @return what is asked, or nothing if the body is no chat request
     */
    Optional<ChatQuestion> read(String body);

    /**
     * Writes an answer.
     *
     * @param completion what is said
     * @return a value that becomes the JSON of the body
     */
    Object write(MockCompletion completion);
}
