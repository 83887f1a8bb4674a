package dev.scholium.web;

import dev.scholium.file.Json;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One JSON line a request: when, method, route, status, milliseconds. The route is the pattern that matched, such as
 * {@code /rate/{token}}: neither what stands in its place nor the query, body or caller is written.
 */
public final class AccessLog {

    private final Clock clock;
    private final Consumer<String> lines;

    /**
     * A log.
     *
     * @param clock says when
     * @param lines takes each line, from any thread
     */
    AccessLog(Clock clock, Consumer<String> lines) {
        this.clock = clock;
        this.lines = lines;
    }

    /**
     * Writes a line.
     *
     * @param request what was answered
     * @param milliseconds how long that took
     */
    void write(Context request, float milliseconds) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", clock.instant().toString());
        line.put("method", request.method().name());
        line.put("route", route(request));
        line.put("status", request.status().getCode());
        line.put("ms", Math.round(milliseconds * 10) / 10.0);
        lines.accept(Json.line(line));
    }

    /**
     * Which route answers.
     *
     * @param request what came in
     * @return the pattern that matched, or a dash where none did, or the request was refused before
     */
    public static String route(Context request) {
        @Nullable Endpoint matched = request.endpoints().matchedHttpEndpoint();
        return matched == null ? "-" : matched.path;
    }
}
