package dev.scholium.torch.hub;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a hub over HTTP. The token goes to the hub itself and to no host that it points to. */
final class HubClient {

    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final HubSettings settings;
    private final Duration patience;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(20))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * A client that has asked nothing yet.
     *
     * @param settings where the hub is
     * @param patience how long a server may be silent, before its answer and within
     */
    HubClient(HubSettings settings, Duration patience) {
        this.settings = settings;
        this.patience = patience;
    }

    /** An answer with a body. */
    record Answer(int status, InputStream body) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    /**
     * Asks about a path. What the hub itself says counts, not the host that it may point to.
     *
     * @param path below the endpoint
     * @return the headers of its answer
     * @throws ScholiumException for every status but success and a pointer to another host, and without a connection
     */
    HttpHeaders head(String path) {
        HttpResponse<InputStream> response = send("HEAD", path, 0, true);
        close(response);
        return response.headers();
    }

    /**
     * Gets a path.
     *
     * @param path below the endpoint
     * @param from the first byte that is wanted; 0 for all
     * @return an answer with status 200 or 206; to be closed
     * @throws ScholiumException for every other status, and without a connection
     */
    Answer get(String path, long from) {
        HttpResponse<InputStream> response = send("GET", path, from, false);
        return new Answer(response.statusCode(), new TimedBody(response.body(), patience));
    }

    private HttpResponse<InputStream> send(String method, String path, long from, boolean staysHere) {
        URI uri = URI.create(settings.endpoint() + path);
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            HttpResponse<InputStream> response = send(method, uri, from);
            if (!REDIRECTS.contains(response.statusCode())) {
                if (response.statusCode() != 200 && response.statusCode() != 206) {
                    throw refused(path, response);
                }
                return response;
            }
            close(response);
            uri = target(path, uri, response);
            if (staysHere && !isHub(uri)) {
                return response;
            }
        }
        throw new ScholiumException(
                ExitCode.FAILED, settings.endpoint() + path + ": points from one address to the next");
    }

    private HttpResponse<InputStream> send(String method, URI uri, long from) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("user-agent", "scholium");
        if (!settings.token().isEmpty() && isHub(uri)) {
            request.header("authorization", "Bearer " + settings.token());
        }
        if (from > 0) {
            request.header("range", "bytes=" + from + "-");
        }
        CompletableFuture<HttpResponse<InputStream>> pending =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try {
            return pending.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            pending.cancel(true);
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ScholiumException(
                    ExitCode.FAILED,
                    "cannot reach " + uri.getHost() + " (" + cause.getClass().getSimpleName()
                            + "); is there a network? Run the same command again to go on",
                    e);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new ScholiumException(ExitCode.INTERRUPTED, "interrupted: run the same command again to go on", e);
        }
    }

    /** Where an answer points to. */
    private URI target(String path, URI from, HttpResponse<InputStream> response) {
        try {
            Optional<URI> target = response.headers().firstValue("location").map(from::resolve);
            if (target.filter(HubSettings::isOfTheWeb).isPresent()) {
                return target.get();
            }
        } catch (IllegalArgumentException notOne) {
            // said below
        }
        throw new ScholiumException(
                ExitCode.FAILED,
                settings.endpoint() + path + ": must point to an http or https address, but its answer with status "
                        + response.statusCode() + " points to none");
    }

    private boolean isHub(URI uri) {
        return uri.getScheme().equals(settings.endpoint().getScheme())
                && uri.getHost().equals(settings.endpoint().getHost())
                && uri.getPort() == settings.endpoint().getPort();
    }

    private ScholiumException refused(String path, HttpResponse<InputStream> response) {
        close(response);
        String what = switch (response.statusCode()) {
            case 401, 403 ->
                settings.token().isEmpty()
                        ? "may not be read without a token; set HF_TOKEN"
                        : "may not be read with the token from HF_TOKEN";
            case 404 -> "is not there; check the name and the revision";
            case 429 -> "was asked for too often; try again later";
            default -> "was answered with status " + response.statusCode();
        };
        return new ScholiumException(ExitCode.FAILED, settings.endpoint() + path + ": " + what);
    }

    private static void close(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException ignored) {
            // nothing of it is wanted
        }
    }
}
