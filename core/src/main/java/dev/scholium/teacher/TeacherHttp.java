package dev.scholium.teacher;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.scholium.teacher.TeacherFault.Kind;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The HTTP client under LangChain4j: sends with the JDK's client, keeps status and raw body of the thread's exchange,
 * and turns every failure into a {@link TeacherFault}.
 */
final class TeacherHttp implements HttpClient {

    /** A thread makes one call at a time, whichever teacher it asks. */
    private static final ThreadLocal<Exchange> CURRENT = new ThreadLocal<>();

    private final TeacherConfig config;
    private final HttpFaults faults;
    private final java.net.http.HttpClient client;

    TeacherHttp(TeacherConfig config, ApiKey key, Clock clock) {
        this.config = config;
        this.faults = new HttpFaults(config, key, clock);
        this.client = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
    }

    /** What was received for one call, for the thread that makes it. */
    static final class Exchange {
        private int status;
        private String body = "";
        private Duration latency = Duration.ZERO;
        private Map<String, List<String>> headers = Map.of();

        static Exchange of(int status, String body, Duration latency) {
            Exchange exchange = new Exchange();
            exchange.status = status;
            exchange.body = body;
            exchange.latency = latency;
            return exchange;
        }

        int status() {
            return status;
        }

        String body() {
            return body;
        }

        Duration latency() {
            return latency;
        }

        /** {@return the reply's headers by their names in lower case; what servers say of keys may stand in them} */
        Map<String, List<String>> headers() {
            return headers;
        }
    }

    Exchange begin() {
        Exchange exchange = new Exchange();
        CURRENT.set(exchange);
        return exchange;
    }

    void end() {
        CURRENT.remove();
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        Exchange exchange = CURRENT.get();
        long sent = System.nanoTime();
        HttpResponse<byte[]> response = send(request);
        exchange.latency = Duration.ofNanos(System.nanoTime() - sent);
        exchange.status = response.statusCode();
        exchange.headers = response.headers().map();
        exchange.body = faults.redacted(new String(response.body(), StandardCharsets.UTF_8));
        if (response.statusCode() != 200) {
            throw faults.of(response, exchange.body);
        }
        String contentType = response.headers().firstValue("content-type").orElse("application/json");
        if (!contentType.toLowerCase(Locale.ROOT).contains("json")) {
            throw new TeacherFault(
                    Kind.SERVER,
                    "the reply must be application/json, but is " + faults.clipped(contentType),
                    200,
                    exchange.body,
                    null);
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(200)
                .headers(response.headers().map())
                .body(exchange.body)
                .build();
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                .method(
                        request.method().name(),
                        java.net.http.HttpRequest.BodyPublishers.ofString(request.body(), StandardCharsets.UTF_8));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        // the JDK's own request timeout ends with the headers: a slow body needs this one
        CompletableFuture<HttpResponse<byte[]>> pending = client.sendAsync(builder.build(), head -> new BoundedBody());
        try {
            return pending.get((long) (config.requestTimeout() * 1e9), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw new TeacherFault(Kind.CONNECTION, "no whole answer within " + config.requestTimeout() + " s");
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new TeacherFault(Kind.CONNECTION, "interrupted while waiting for the answer");
        } catch (ExecutionException e) {
            throw faults.of(e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("answers are not streamed");
    }
}
