package dev.scholium.teacher;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.scholium.teacher.TeacherFault.Kind;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client under LangChain4j: sends with Apache's blocking client, keeps status, headers and raw body of the
 * thread's exchange, and turns every failure into a {@link TeacherFault}.
 *
 * <p>It neither repeats nor redirects anything by itself. The proxy is the JDK's ({@code https.proxyHost} and its kin),
 * and certificates are checked against the JDK's.
 */
final class TeacherHttp implements HttpClient {

    /**
     * A chat completion is a few kilobytes; nothing sensible is longer, and a server that never ends must not fill us.
     */
    static final int LONGEST_REPLY_BYTES = 16 << 20;

    private static final int LONGEST_HEADER_BYTES = 64 << 10;
    private static final int MOST_HEADERS = 500;

    /** Less than any pause before another attempt; the check costs a system call or three. */
    private static final int CHECK_AFTER_MILLIS = 25;

    private static final long LONGEST_CONNECT_NANOS = 20_000_000_000L;

    /** A thread makes one call at a time, whichever teacher it asks. */
    private static final ThreadLocal<Exchange> CURRENT = new ThreadLocal<>();

    private final TeacherConfig config;
    private final HttpFaults faults;
    private final long timeoutNanos;
    private final CloseableHttpClient client;

    TeacherHttp(TeacherConfig config, ApiKey key, Clock clock) {
        this.config = config;
        this.faults = new HttpFaults(config, key, clock);
        this.timeoutNanos = (long) (config.requestTimeout() * 1e9);
        this.client = client(config.maxConcurrentRequests(), Math.min(timeoutNanos, LONGEST_CONNECT_NANOS));
    }

    private static CloseableHttpClient client(int connections, long connectNanos) {
        PoolingHttpClientConnectionManager pool = PoolingHttpClientConnectionManagerBuilder.create()
                .useSystemProperties()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LONGEST_HEADER_BYTES)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        .build())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(connections)
                .setMaxConnTotal(connections)
                // the watch alone decides what is late: the default of three minutes is shorter than some recipes'
                .setDefaultSocketConfig(
                        SocketConfig.custom().setSoTimeout(Timeout.DISABLED).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Math.max(1, connectNanos / 1_000_000), TimeUnit.MILLISECONDS)
                        // a server may have closed it meanwhile, which a blocking client learns by reading only
                        .setValidateAfterInactivity(CHECK_AFTER_MILLIS, TimeUnit.MILLISECONDS)
                        .build())
                .build();
        return HttpClients.custom()
                .useSystemProperties()
                .setRoutePlanner(lookedUpOnce(new SystemDefaultRoutePlanner(ProxySelector.getDefault())))
                .setConnectionManager(pool)
                .setDefaultRequestConfig(
                        RequestConfig.custom().setProtocolUpgradeEnabled(false).build())
                .setUserAgent("scholium")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** The way to a host, by which proxy or by none, as it was at the first request. */
    private static HttpRoutePlanner lookedUpOnce(HttpRoutePlanner planner) {
        Map<HttpHost, HttpRoute> routes = new ConcurrentHashMap<>();
        return (host, context) -> {
            HttpRoute known = routes.get(host);
            if (known != null) {
                return known;
            }
            HttpRoute route = planner.determineRoute(host, context);
            routes.put(host, route);
            return route;
        };
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
        byte[] body = send(request, exchange);
        exchange.latency = Duration.ofNanos(System.nanoTime() - sent);
        exchange.body = faults.redacted(new String(body, StandardCharsets.UTF_8));
        if (exchange.status != 200) {
            throw faults.of(exchange.status, HttpHeaders.of(exchange.headers, (name, value) -> true), exchange.body);
        }
        String contentType =
                exchange.headers.getOrDefault("content-type", List.of("json")).get(0);
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
                .headers(exchange.headers)
                .body(exchange.body)
                .build();
    }

    private byte[] send(HttpRequest request, Exchange exchange) {
        HttpUriRequestBase outgoing = outgoing(request);
        try (ExchangeWatch.Watched watched = ExchangeWatch.shared().watch(timeoutNanos, outgoing::abort)) {
            try {
                return client.execute(outgoing, response -> receive(response, outgoing, exchange));
            } catch (IOException e) {
                if (watched.isLate()) {
                    throw new TeacherFault(Kind.CONNECTION, "no whole answer within " + config.requestTimeout() + " s");
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new TeacherFault(Kind.CONNECTION, "interrupted while waiting for the answer");
                }
                throw faults.of(e);
            }
        }
    }

    private static HttpUriRequestBase outgoing(HttpRequest request) {
        HttpUriRequestBase outgoing = new HttpUriRequestBase(request.method().name(), URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(value -> outgoing.addHeader(name, value)));
        // its type stands among the headers
        outgoing.setEntity(new ByteArrayEntity(request.body().getBytes(StandardCharsets.UTF_8), null));
        return outgoing;
    }

    private static byte[] receive(ClassicHttpResponse response, HttpUriRequestBase request, Exchange exchange)
            throws IOException {
        exchange.status = response.getCode();
        exchange.headers = headers(response);
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        byte[] body = entity.getContentLength() > LONGEST_REPLY_BYTES
                ? new byte[LONGEST_REPLY_BYTES + 1]
                : entity.getContent().readNBytes(LONGEST_REPLY_BYTES + 1);
        if (body.length > LONGEST_REPLY_BYTES) {
            request.abort(); // or else the rest would be read to keep the connection
            throw new IOException(
                    "the reply is longer than " + (LONGEST_REPLY_BYTES >> 20) + " MB, which no chat completion is");
        }
        return body;
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse response) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(header.getValue() == null ? "" : header.getValue());
        }
        return headers;
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("answers are not streamed");
    }
}
