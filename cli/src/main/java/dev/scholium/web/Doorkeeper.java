package dev.scholium.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every request before anything else does.
 *
 * <p>Without a token the server is for this machine alone, so a request must name this machine as its host: a page
 * elsewhere whose name was turned to the loopback address (DNS rebinding) does not. Behind a proxy it names the one
 * public host. With a token, {@code Authorization} must hold it, as {@code Bearer} or as the password of {@code Basic},
 * which browsers ask for by themselves. What changes something must not come from another site's page (CSRF), and a
 * body must say its length and keep to the limit.
 */
final class Doorkeeper {

    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

    private final WebConfig config;
    private final Predicate<String> open;

    /**
     * A doorkeeper.
     *
     * @param config to whom the server answers
     * @param open paths that need no token
     */
    Doorkeeper(WebConfig config, Predicate<String> open) {
        this.config = config;
        this.open = open;
    }

    /**
     * Lets a request pass.
     *
     * @param request what came in
     * @throws WebRefusal if it shall not be answered
     */
    void check(Context request) {
        checkHost(request);
        checkOrigin(request);
        checkToken(request);
        checkBody(request);
    }

    private void checkHost(Context request) {
        String name = withoutPort(header(request, "Host"));
        boolean known = THIS_MACHINE.contains(name)
                || config.publicName().filter(name::equals).isPresent();
        if (config.token().isEmpty() && !known) {
            throw new WebRefusal(421, "the server is for this machine alone; open it as localhost or 127.0.0.1");
        }
    }

    private static void checkOrigin(Context request) {
        @Nullable String origin = request.header("Origin");
        if (origin == null || READING.contains(request.method())) {
            return;
        }
        if (!authority(origin).equals(header(request, "Host"))) {
            throw new WebRefusal(403, "a page of another site must not change anything here");
        }
    }

    private static String authority(String origin) {
        try {
            return String.valueOf(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private void checkToken(Context request) {
        if (config.token().isEmpty() || open.test(request.path())) {
            return;
        }
        byte[] wanted = config.token().get().getBytes(StandardCharsets.UTF_8);
        byte[] shown = shown(header(request, "Authorization")).orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(wanted, shown)) {
            // a script that gets the challenge of Basic makes the browser ask its reader for a password
            request.header(
                    "WWW-Authenticate",
                    Pages.wanted(request) ? "Basic realm=\"scholium\", charset=\"UTF-8\"" : "Bearer");
            throw new WebRefusal(401, "the token is missing or wrong; send it as Authorization: Bearer TOKEN");
        }
    }

    private static Optional<String> shown(String authorization) {
        if (authorization.startsWith("Bearer ")) {
            return Optional.of(authorization.substring("Bearer ".length()).strip());
        }
        if (authorization.startsWith("Basic ")) {
            try {
                byte[] pair = Base64.getDecoder()
                        .decode(authorization.substring("Basic ".length()).strip());
                String text = new String(pair, StandardCharsets.UTF_8);
                return Optional.of(text.substring(text.indexOf(':') + 1));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void checkBody(Context request) {
        if (request.header("Transfer-Encoding") != null) {
            throw new WebRefusal(411, "the body must come with its length (Content-Length), not in chunks");
        }
        if (request.req().getContentLengthLong() > config.maxBodyBytes()) {
            throw new WebRefusal(
                    413,
                    "the body must have at most " + config.maxBodyBytes() + " bytes, but has "
                            + request.req().getContentLengthLong());
        }
    }

    private static String header(Context request, String name) {
        @Nullable String value = request.header(name);
        return value == null ? "" : value;
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":\\d+$", "");
    }
}
