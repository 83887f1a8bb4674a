package dev.scholium.teacher.mock;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An HTTP request as the mock teacher received it.
 *
 * @param method {@code GET}, {@code POST} or another
 * @param path the path, from {@code /v1} on, without the query
 * @param query what stands behind the question mark, as it came; empty if nothing does
 * @param headers its headers
 * @param bytes its whole body
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record MockCall(String method, String path, String query, Headers headers, byte[] bytes) {

    /** {@return the body as text} */
    String body() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * One header.
     *
     * @param name in any case
     * @return its first value
     */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }
}
